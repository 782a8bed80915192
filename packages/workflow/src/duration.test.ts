import { expect, it } from 'vitest'
import { parseDuration } from './duration.ts'

it.each([
  ['PT0.5S', 500],
  ['PT0,5S', 500],
  ['PT5M', 300_000],
  ['PT1H30M', 5_400_000],
  ['P1D', 86_400_000],
  ['P1W', 604_800_000],
  ['P1DT12H', 129_600_000],
  ['PT0S', 0],
])('%s is %i ms', (text, ms) => expect(parseDuration(text)).toBe(ms))

it.each(['', 'P', 'PT', 'P1DT', 'P1Y', 'P1M', '5m', 'PT5', '-PT5M', 'PT5M ', 'pt5m', 'P1H'])('refuses "%s"', (text) => expect(parseDuration(text)).toBeUndefined())
