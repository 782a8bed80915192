import { expect, it } from 'vitest'
import { Batches, type Drawn } from './batches.ts'

const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame)
}
const untouched = { boxes: [], lines: [] }
const cards = (prefix: string): Drawn => ({ layered: false, boxes: new Set(Array.from({ length: 20 }, (_, at) => `${prefix}${at}`)), lines: new Set() })

it('makes no card but what is touched while the camera moves, and all of them once it rests', async () => {
  const batches = new Batches()
  batches.aim(cards('old'), untouched, true)
  expect(batches.snapshot().boxes.size).toBe(20)
  batches.hold(true)
  batches.aim(cards('new'), { boxes: ['new7'], lines: [] }, false)
  await frames(3)
  expect([...batches.snapshot().boxes]).toEqual(['new7'])
  batches.hold(false)
  await frames(10)
  expect(batches.snapshot().boxes).toEqual(cards('new').boxes)
  batches.dispose()
})
