import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idleSpans, panned, timeScale, wholeOf, zoomed, type Span } from './time-scale.ts'

const whole: Span = { from: 1000, to: 2000 }

describe('timeScale', () => {
  it('leaves a little room after the end, of what is not folded: a long wait that is folded makes no empty half', () => {
    expect(wholeOf({ from: 0, to: 1000 }, [])).toEqual({ from: 0, to: 1020 })
    expect(wholeOf({ from: 0, to: 0 }, [])).toEqual({ from: 0, to: 10.2 })
    const folded = [{ from: 500, to: 3_600_000 }]
    const all = wholeOf({ from: 0, to: 3_600_500 }, folded)
    expect(all.to).toBe(3_600_520)
    expect(timeScale({ whole: all, folded }).toX(3_600_500)).toBeGreaterThan(0.95)
  })

  it('shows all of the time when nothing else is asked for', () => {
    const { toX, toTime } = timeScale({ whole })
    expect([toX(1000), toX(1500), toX(2000), toTime(0.25)]).toEqual([0, 0.5, 1, 1250])
  })

  it('gives folded time a little room, and the rest to what happened', () => {
    const day = 86_400_000
    const { toX, toTime } = timeScale({ whole: { from: 0, to: day + 200 }, folded: [{ from: 100, to: day + 100 }] })
    expect(toX(100)).toBeCloseTo(100 / 210)
    expect(toX(day + 100)).toBeCloseTo(110 / 210)
    expect(toTime(toX(day + 150))).toBeCloseTo(day + 150)
  })

  it('leads there and back at any time, folded or not, and never backwards', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 100_000 })), { maxLength: 5 })
    fc.assert(
      fc.property(spans, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 5 }), (gaps, shares) => {
        let at = 0
        const folded = gaps.map(([before, length]): Span => {
          const from = at + before
          at = from + length
          return { from, to: at }
        })
        const end = at + 500
        const scale = timeScale({ whole: { from: 0, to: end }, folded })
        const times = shares.map((share) => share * end).sort((a, b) => a - b)
        const places = times.map(scale.toX)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const time of times) expect(scale.toTime(scale.toX(time))).toBeCloseTo(time, 3)
      }),
    )
  })

  it('zooms around the pointer, pans up to the ends, and is whole again when zoomed out', () => {
    const scale = timeScale({ whole })
    const window = zoomed(scale, 1500, 0.5)
    expect(window).toEqual({ from: 1250, to: 1750 })
    const near = timeScale({ whole, window })
    expect(near.toX(1500)).toBe(0.5)
    expect(panned(near, 0.1)).toEqual({ from: 1300, to: 1800 })
    expect(panned(near, 5)).toEqual({ from: 1500, to: 2000 })
    expect(panned(near, -5)).toEqual({ from: 1000, to: 1500 })
    expect(zoomed(near, 1500, 4)).toBeUndefined()
  })
})

describe('idleSpans', () => {
  it('finds what is long beside the work, and nothing else', () => {
    const hour = 3_600_000
    const found = idleSpans({ from: 0, to: hour + 3000 }, [{ from: hour + 1000, to: hour + 2500 }, { from: 0, to: 500 }, { from: 900, to: 1000 }])
    expect(found).toEqual([{ from: 1100, to: hour + 900 }])
  })

  it('folds nothing of a run that worked all the time', () => {
    expect(idleSpans({ from: 0, to: 10_000 }, [{ from: 0, to: 6000 }, { from: 5000, to: 9500 }])).toEqual([])
  })
})
