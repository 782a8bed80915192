import { FAULT_WORDS } from '@eddy/rehearsal'
import { expect, it } from 'vitest'
import { askedWords, OFFERED_KINDS } from './fault-kinds.ts'

it('every way to fail is offered', () => expect([...OFFERED_KINDS].sort()).toEqual(Object.keys(FAULT_WORDS).sort()))

it('what is played is said', () => {
  const titleOf = (step: string) => step.toUpperCase()
  expect(askedWords({ faults: [], cancelAt: undefined }, titleOf)).toBe('nothing goes wrong')
  expect(askedWords({ faults: [{ step: 'card', kind: 'fail', attempt: 2 }], cancelAt: 1201 }, titleOf)).toBe('CARD fails on every try, from attempt 2 on; a person cancels after 1.2 s')
})
