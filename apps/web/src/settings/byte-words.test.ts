import { expect, it } from 'vitest'
import { byteWords } from './byte-words.ts'

it('tells bytes in the unit that fits', () => {
  expect([0, 999, 1000, 4_230_000, 18_000_000, 9_960_000, 3.2e12, 5e15].map(byteWords)).toEqual(['0 B', '999 B', '1.0 kB', '4.2 MB', '18 MB', '10 MB', '3.2 TB', '5000 TB'])
})
