import { expect, it } from 'vitest'
import { driverWords } from './driver-words.ts'

it.each([
  ['restate 0.1.0', 'eddy-1:42 · Eddy 0.1.0 with Restate'],
  ['embedded', 'eddy-1:42 · embedded engine'],
  [null, 'eddy-1:42'],
])('says which server has a run in hand, and what drives it there: %s', (engine, words) => {
  expect(driverWords({ server: 'eddy-1:42', engine })).toBe(words)
})
