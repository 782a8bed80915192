import { expect, it } from 'vitest'
import { tickStep, tickWords } from './timeline-ticks.ts'

const second = 1000
const minute = 60 * second

it('keeps ticks a round time apart', () => {
  expect([tickStep(1000, 6), tickStep(90 * second, 6), tickStep(40 * 24 * 60 * minute, 6)]).toEqual([200, 15 * second, 7 * 24 * 60 * minute])
})

it('labels ticks as finely as they are apart: after a long break too no two of them read alike', () => {
  const from = 40 * minute + 44 * second
  const labels = (start: number, step: number) => [1, 2, 3].map((count) => tickWords(start + count * step, step))
  expect(labels(0, 200)).toEqual(['200 ms', '400 ms', '600 ms'])
  expect(labels(0, 2 * second)).toEqual(['2.0 s', '4.0 s', '6.0 s'])
  expect(labels(1 * second, 20)).toEqual(['1.02 s', '1.04 s', '1.06 s'])
  expect(labels(from, 100)).toEqual(['40 min 44.1 s', '40 min 44.2 s', '40 min 44.3 s'])
  expect(labels(from, 5)).toEqual(['40 min 44.005 s', '40 min 44.010 s', '40 min 44.015 s'])
  expect(labels(0, 30 * second)).toEqual(['30 s', '1 min', '1 min 30 s'])
  expect(labels(3 * 60 * minute, 30 * second)).toEqual(['3 h 30 s', '3 h 1 min', '3 h 1 min 30 s'])
  expect(labels(26 * 60 * minute, 60 * minute)).toEqual(['1 d 3 h', '1 d 4 h', '1 d 5 h'])
})
