import type { Json } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import type { Evaluator } from '../port/step-executor.ts'
import { fail, runDocument, step } from '../testing/index.ts'

/** Every expression has the value that is asked about. */
const says = (value: Json): Evaluator => ({ evaluate: () => value })
const HOLDING: readonly Json[] = [true, 1, -1, 'no', { a: null }, [0, 'x'], [[false, true]]]
const NOT_HOLDING: readonly Json[] = [false, null, 0, '', {}, [], [0, ''], [[]]]

/** Each place where a document has a condition, and whether it held there. */
const PLACES: { readonly [place: string]: (value: Json) => boolean } = {
  'a guard': (value) => runDocument({ steps: [step('a', { guards: [{ when: 'asked', otherwise: { fail: 'stopped' } }] })] }, { evaluator: says(value) }).run.state.status === 'succeeded',
  'a branch': (value) => runDocument({ steps: [step('s', { kind: 'switch', branches: [{ when: 'asked', steps: [step('taken')] }, { steps: [step('other')] }] })] }, { evaluator: says(value) }).log().some((line) => line.startsWith('step.succeeded') && line.endsWith('taken')),
  'a rule for errors': (value) => runDocument({ steps: [step('a', { onError: [{ when: 'asked', then: 'continue' }] })] }, { evaluator: says(value), scripts: { a: () => fail('no', { retryable: false }) } }).run.state.status === 'succeeded',
  'the end of a repeat': (value) => ended(value, 'until'),
  'rounds that converge': (value) => ended(value, 'converged'),
}

function ended(value: Json, by: 'until' | 'converged'): boolean {
  const { run } = runDocument({ steps: [step('r', { kind: 'repeat', config: { [by]: 'asked', maxRounds: 3 }, steps: [step('a')] })] }, { evaluator: says(value) })
  return run.state.status === 'succeeded'
}

describe('conditions', () => {
  it.each(Object.entries(PLACES))('S10 %s holds when its value is true as JSONata has it, and not only for true itself', (_, holds) => {
    for (const value of HOLDING) expect([value, holds(value)]).toEqual([value, true])
    for (const value of NOT_HOLDING) expect([value, holds(value)]).toEqual([value, false])
  })
})
