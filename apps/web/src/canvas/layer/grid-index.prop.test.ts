import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Area, GridIndex } from './grid-index.ts'

const span = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 0, max: 4000 })).map(([from, size]) => [from, from + size] as const)
const area = fc.tuple(span, span).map(([[left, right], [top, bottom]]) => ({ left, top, right, bottom }))

const extents = (items: readonly Area[]) => Float64Array.from(items.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom]))

function expectExact(index: GridIndex, items: readonly Area[], asked: Area): void {
  const found: number[] = []
  index.query(asked, (item) => void found.push(item))
  const touching = items.flatMap((item, at) => (item.left <= asked.right && item.right >= asked.left && item.top <= asked.bottom && item.bottom >= asked.top ? [at] : []))
  expect(found.sort((a, b) => a - b)).toEqual(touching)
}

it('names exactly what touches an area, each once, whatever the size of its cells', () => {
  fc.assert(
    fc.property(fc.array(area, { maxLength: 60 }), area, fc.integer({ min: 50, max: 3000 }), (items, asked, cell) => {
      expectExact(GridIndex.of(extents(items), cell), items, asked)
    }),
  )
})

it('does so after items have moved, have come and have gone', () => {
  const step = fc.record({ moves: fc.array(fc.tuple(fc.nat(80), area), { maxLength: 6 }), length: fc.nat(70), asked: area })
  fc.assert(
    fc.property(fc.array(area, { maxLength: 60 }), fc.array(step, { maxLength: 6 }), fc.integer({ min: 50, max: 3000 }), (first, steps, cell) => {
      let items: readonly Area[] = first
      let index = GridIndex.of(extents(items), cell)
      for (const { moves, length, asked } of steps) {
        const next = items.slice(0, length)
        const changed = new Set<number>()
        for (const [at, to] of moves) {
          if (at > next.length) continue
          next[at] = to
          changed.add(at)
        }
        items = next
        index = index.moved(extents(items), changed)
        expectExact(index, items, asked)
      }
    }),
  )
})

it('does so after items in the middle have come and gone, so that others have other numbers', () => {
  const step = fc.record({ at: fc.nat(60), gone: fc.nat(5), come: fc.array(area, { maxLength: 5 }), asked: area })
  fc.assert(
    fc.property(fc.array(area, { maxLength: 60 }), fc.array(step, { maxLength: 40 }), fc.integer({ min: 50, max: 3000 }), (first, steps, cell) => {
      let items: readonly Area[] = first
      let index = GridIndex.of(extents(items), cell)
      for (const { at, gone, come, asked } of steps) {
        const from = Math.min(at, items.length)
        const to = Math.min(from + gone, items.length)
        items = items.toSpliced(from, to - from, ...come)
        const changed = come.map((_, number) => from + number)
        index = index.moved(extents(items), changed, { from, to, by: come.length - (to - from) })
        expectExact(index, items, asked)
      }
    }),
  )
})
