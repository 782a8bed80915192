import { expect, it, vi } from 'vitest'
import { InSlices } from './in-slices.ts'

function* counted(to: number, each: () => void): Generator<void, number> {
  for (let at = 0; at < to; at++) {
    each()
    yield
  }
  return to
}

it('lets others go first again and again, and gives the result', async () => {
  let clock = 0
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock)
  const turns: number[] = []
  let done = 0
  const work = new InSlices(counted(6, () => {
    done += 1
    clock += 2
  }))
  const other = setInterval(() => turns.push(done), 0)
  expect(await work.done).toBe(6)
  clearInterval(other)
  now.mockRestore()
  expect(turns.some((at) => at > 0 && at < 6)).toBe(true)
})

it('does the rest at once when the page is about to go', async () => {
  let done = 0
  const work = new InSlices(counted(1000, () => (done += 1)))
  work.hurry()
  expect(done).toBe(1000)
  expect(await work.done).toBe(1000)
})

it('fails as the work does', async () => {
  const work = new InSlices((function* () {
    yield
    throw new Error('No places.')
  })())
  await expect(work.done).rejects.toThrow('No places.')
})

it('does no more once it is stopped', async () => {
  let done = 0
  const work = new InSlices(counted(1000, () => (done += 1)))
  work.stop()
  await new Promise((later) => setTimeout(later, 50))
  expect(done).toBe(0)
})
