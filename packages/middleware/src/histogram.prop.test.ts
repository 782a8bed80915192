import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countUpTo, Histogram, quantile } from './histogram.ts'

const durations = fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 60 })

function of(values: readonly number[]): Histogram {
  const histogram = new Histogram()
  for (const value of values) histogram.record(value)
  return histogram
}

describe('a histogram', () => {
  it('comes to the same when it is merged from parts', () => {
    fc.assert(
      fc.property(durations, fc.nat(60), (values, at) => {
        const merged = of(values.slice(0, at))
        merged.merge(of(values.slice(at)).snapshot())
        const [whole, parts] = [of(values).snapshot(), merged.snapshot()]
        expect({ ...parts, sum: 0 }).toEqual({ ...whole, sum: 0 })
        expect(parts.sum).toBeCloseTo(whole.sum, 3)
      }),
    )
  })

  it('gives quantiles that are too large by 9 % at most', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const exact = [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(share * values.length)) - 1] ?? 0
        const found = quantile(of(values).snapshot(), share) ?? -1
        expect(found).toBeGreaterThanOrEqual(exact)
        expect(found).toBeLessThanOrEqual(Math.max(exact * 2 ** (1 / 8) * 1.000001, 0.001))
      }),
    )
  })

  it('counts exactly up to powers of two', () => {
    fc.assert(fc.property(durations, fc.integer({ min: 0, max: 20 }), (values, exponent) => countUpTo(of(values).snapshot(), exponent) === values.filter((value) => value <= 2 ** exponent).length))
  })

  it('of nothing has no quantile', () => {
    expect(new Histogram().snapshot()).toEqual({ count: 0, sum: 0, min: null, max: null, buckets: [] })
    expect(quantile(new Histogram().snapshot(), 0.5)).toBe(null)
  })
})
