import { expect, it } from 'vitest'
import { moveInGrid } from './grid-keys.ts'

it('moves within the grid, and not beyond it', () => {
  const size = { rows: 2, columns: 3 }
  const moved = (key: string, row: number, column: number) => moveInGrid(key, { row, column }, size)
  expect(moved('ArrowRight', 0, 0)).toEqual({ row: 0, column: 1 })
  expect(moved('ArrowRight', 0, 2)).toEqual({ row: 0, column: 2 })
  expect(moved('ArrowUp', 0, 1)).toEqual({ row: 0, column: 1 })
  expect(moved('ArrowDown', 0, 1)).toEqual({ row: 1, column: 1 })
  expect(moved('End', 1, 0)).toEqual({ row: 1, column: 2 })
  expect(moved('PageDown', 0, 1)).toEqual({ row: 1, column: 1 })
  expect(moved('x', 0, 0)).toBeUndefined()
})
