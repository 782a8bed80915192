import { FAULT_WORDS } from '@eddy/rehearsal'
import { expect, it } from 'vitest'
import { askedWords, faultsAt, OFFERED_KINDS } from './fault-kinds.ts'

it('every way to fail is offered', () => expect([...OFFERED_KINDS].sort()).toEqual(Object.keys(FAULT_WORDS).sort()))

it('what is played is said', () => {
  const titleOf = (step: string) => step.toUpperCase()
  expect(askedWords({ faults: [], cancelAt: undefined }, titleOf)).toBe('nothing goes wrong')
  expect(askedWords({ faults: faultsAt({ step: 'card', kind: 'timeout' }, 3), cancelAt: 1201 }, titleOf)).toBe('CARD fails twice, then times out; a person cancels after 1.2 s')
})

it('an attempt comes because those before it fail', () => {
  expect(faultsAt({ step: 'card', kind: 'crash', attempt: 3 }, 1)).toEqual([{ step: 'card', kind: 'crash' }])
  expect(faultsAt({ step: 'card', kind: 'crash' }, 2)).toEqual([{ step: 'card', kind: 'recover', attempt: 1 }, { step: 'card', kind: 'crash', attempt: 2 }])
})
