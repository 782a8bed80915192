import { expect, it } from 'vitest'
import { callersOf, canaryCount, canaryWords } from './canary-words.ts'

it('tells who takes a canary', () => {
  expect([{ share: 0.1, callers: [] }, { share: 0, callers: ['acme'] }, { share: 0.5, callers: ['acme', 'zenith'] }, { share: 0, callers: ['a', 'b', 'c', 'd'] }, { share: 0, callers: [] }].map(canaryWords)).toEqual([
    '10 %', 'the caller acme', '50 % and the callers acme and zenith', '4 callers', 'nobody',
  ])
})

it('counts them where there is little room', () => {
  expect([{ share: 0.1, callers: [] }, { share: 0, callers: ['acme'] }, { share: 0.5, callers: ['acme', 'zenith'] }].map(canaryCount)).toEqual(['10 %', '1 caller', '50 %, 2 callers'])
})

it('reads names with commas or lines between them, each once', () => {
  expect(callersOf(' acme, zenith\nacme,, north shop ')).toEqual(['acme', 'zenith', 'north shop'])
})
