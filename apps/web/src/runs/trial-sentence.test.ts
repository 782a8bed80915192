import { expect, it } from 'vitest'
import { trialSentence } from './trial-sentence.ts'

const title = (path: string) => path.toUpperCase()
const value = { kind: 'value' as const, value: 1 }
const failure = { kind: 'failure' as const, code: 'X', message: '' }

it('says which steps were pinned, and to what', () => {
  expect(trialSentence({ fixture: 'Ada', pins: { a: value, 'trip/b': value, c: failure } }, title)).toBe('Run with the fixture Ada. A and TRIP.B did nothing and answered with a pinned value. C failed as pinned.')
})

it('says which part was run, and what it took from where', () => {
  const part = { target: 'd', mode: 'to' as const, from: 'r', run: ['c', 'd'], reused: ['a', 'b'] }
  expect(trialSentence({ fixture: null, pins: {}, part }, title)).toBe('A part of the workflow: up to D. A and B did nothing and answered with the result of an earlier run.')
  expect(trialSentence({ fixture: 'Ada', pins: { a: value, z: value }, part: { ...part, mode: 'only' } }, title)).toBe('A part of the workflow: only D. Run with the fixture Ada. A did nothing and answered with a pinned value. B did nothing and answered with the result of an earlier run.')
})
