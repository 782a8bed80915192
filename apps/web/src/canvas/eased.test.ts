import { expect, it } from 'vitest'
import { eased } from './eased.ts'

it('starts at once, slows down, and ends where it should', () => {
  expect([eased(-1), eased(0), eased(1), eased(2)]).toEqual([0, 0, 1, 1])
  // the browser's own value of cubic-bezier(.2, .8, .2, 1) at half of the time
  expect(eased(0.5)).toBeCloseTo(0.949, 2)
  const frames = Array.from({ length: 20 }, (_, at) => eased(at / 19))
  expect(frames.every((part, at) => at === 0 || part > (frames[at - 1] ?? 0))).toBe(true)
})
