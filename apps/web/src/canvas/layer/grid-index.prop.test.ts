import fc from 'fast-check'
import { expect, it } from 'vitest'
import { GridIndex } from './grid-index.ts'

const span = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 0, max: 4000 })).map(([from, size]) => [from, from + size] as const)
const area = fc.tuple(span, span).map(([[left, right], [top, bottom]]) => ({ left, top, right, bottom }))

it('names exactly what touches an area, each once, whatever the size of its cells', () => {
  fc.assert(
    fc.property(fc.array(area, { maxLength: 60 }), area, fc.integer({ min: 50, max: 3000 }), (items, asked, cell) => {
      const index = new GridIndex(Float64Array.from(items.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom])), cell)
      const found: number[] = []
      index.query(asked, (item) => void found.push(item))
      const touching = items.flatMap((item, at) => (item.left <= asked.right && item.right >= asked.left && item.top <= asked.bottom && item.bottom >= asked.top ? [at] : []))
      expect(found.sort((a, b) => a - b)).toEqual(touching)
    }),
  )
})
