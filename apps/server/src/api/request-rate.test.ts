import { expect, it } from 'vitest'
import { RequestRate } from './request-rate.ts'

it('lets a minute’s worth through, then as many as time brings; each caller for itself', () => {
  let now = 0
  const rate = new RequestRate(6, () => now)
  const burst = Array.from({ length: 8 }, () => rate.take('a'))
  expect(burst).toEqual([0, 0, 0, 0, 0, 0, 10, 10])
  expect(rate.take('b')).toBe(0)
  now = 10_000
  expect([rate.take('a'), rate.take('a')]).toEqual([0, 10])
  now = 500_000
  expect(Array.from({ length: 7 }, () => rate.take('a')).filter((wait) => wait === 0)).toHaveLength(6)
})
