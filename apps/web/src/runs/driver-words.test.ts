import { expect, it } from 'vitest'
import { driverWords } from './driver-words.ts'

it.each([
  ['restate 0.1.0', '0.1.0', 'eddy-1:42 · Eddy 0.1.0 with Restate'],
  ['embedded', '0.1.0', 'eddy-1:42 · Eddy 0.1.0, embedded engine'],
  ['embedded', null, 'eddy-1:42 · embedded engine'],
  [null, null, 'eddy-1:42'],
])('says which server has a run in hand, and what drives it there: %s, %s', (engine, version, words) => {
  expect(driverWords({ server: 'eddy-1:42', engine, version })).toBe(words)
})
