import { expect, it } from 'vitest'
import { waitWords } from './wait-words.ts'

it('says what a run waits for, how many go and who is next', () => {
  expect(waitWords({ what: 'place', underWay: 200, most: 200, ahead: 14 })).toBe('Waits for a place: 200 of 200 runs under way; 14 ahead')
  expect(waitWords({ what: 'workflow', underWay: 2, most: 2, ahead: 0 })).toBe('Waits for a place: 2 of 2 runs of this workflow under way; it is next')
  expect(waitWords({ what: 'key', underWay: 1, most: 1, ahead: 1, key: 'acme' })).toBe('Waits for its turn under the key "acme": 1 of 1 runs under way; 1 ahead')
})
