import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layeredLayout } from './layered-layout.ts'
import type { Block } from './layout.ts'
import { apart } from './levelled.ts'

const gap = { column: 96, row: 48 }
const block = fc.record({ width: fc.integer({ min: 50, max: 400 }), height: fc.integer({ min: 40, max: 300 }) }).map(({ width, height }): Block => ({ id: '', width, height, middle: 32 }))
const graph = fc.array(block, { minLength: 1, maxLength: 30 }).chain((blocks) => {
  const end = fc.nat({ max: blocks.length - 1 })
  return fc.record({ blocks: fc.constant(blocks), edges: fc.array(fc.tuple(end, end), { maxLength: 60 }) })
})

it('lets no two blocks meet, whatever leads where, cycles and loops too', () => {
  fc.assert(
    fc.property(graph, ({ blocks, edges }) => {
      const places = layeredLayout({ blocks, edges, gap })
      for (const [one, { width, height }] of blocks.entries()) {
        for (const other of blocks.keys()) {
          const [a, b] = [places[one], places[other]]
          if (one === other || !a || !b) continue
          const clear = a[0] + width + gap.column <= b[0] + 0.001 || b[0] + (blocks[other]?.width ?? 0) + gap.column <= a[0] + 0.001 || a[1] + height + gap.row <= b[1] + 0.001 || b[1] + (blocks[other]?.height ?? 0) + gap.row <= a[1] + 0.001
          expect(clear).toBe(true)
        }
      }
    }),
  )
})

it('puts every block right of what leads to it, when nothing leads back', () => {
  fc.assert(
    fc.property(graph, ({ blocks, edges }) => {
      const forward = edges.flatMap(([from, to]) => (from === to ? [] : [[Math.min(from, to), Math.max(from, to)] as const]))
      const places = layeredLayout({ blocks, edges: forward, gap })
      for (const [from, to] of forward) expect((places[from]?.[0] ?? 0) + (blocks[from]?.width ?? 0)).toBeLessThan(places[to]?.[0] ?? 0)
    }),
  )
})

it('draws a chain as one straight row', () => {
  const blocks = [1, 2, 3].map((): Block => ({ id: '', width: 256, height: 64, middle: 32 }))
  expect(layeredLayout({ blocks, edges: [[0, 1], [1, 2]], gap })).toEqual([[0, 0], [352, 0], [704, 0]])
})

it('moves apart as little as can be', () => {
  expect(apart([0, 0], [10, 10])).toEqual([-5, 5])
  expect(apart([0, 100, 100], [10, 10, 10])).toEqual([0, 95, 105])
})
