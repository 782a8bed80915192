import { step } from '../../run-document.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { effect, failing, handlers, retries } from './parts.ts'

const fixed = (rules: readonly string[], fix: NonNullable<ConformanceCase['scripts']>[string]) => ({
  topic: 'outcomes' as const, rules,
  document: { steps: [step('a', { compensate: 'fix', arguments: [{ name: 'x', from: { value: 1 } }] })], handlers: [step('fix', { arguments: [{ name: 'why', from: { origin: 'error' as const }, path: ['code'] }, { name: 'with', from: { origin: 'arguments' as const } }] })] },
  scripts: { a: [{ do: 'fail' as const, code: 'BROKEN' }], fix },
})

/** What comes of an attempt: retries, rules, handlers, keys. */
export const outcomes: readonly ConformanceCase[] = [
  {
    id: 'retry-succeeds', topic: 'outcomes', rules: ['R1', 'R2', 'R5'],
    document: { steps: [step('a', { kind: 'effect', retry: retries(2) }), step('b')], return: 'a' },
    scripts: { a: [failing, failing, { do: 'attempt' }] },
    expected: { status: 'succeeded', value: 3, keys: { a: 1 }, log: ['step.retrying a', 'step.retrying a', 'step.succeeded a'], calls: ['run a', 'run a', 'run a'] },
  },
  {
    id: 'retries-exhausted', topic: 'outcomes', rules: ['R1', 'U2'],
    document: { steps: [step('before', effect), step('a', { after: ['before'], retry: retries(2) })], handlers },
    scripts: { a: [{ do: 'fail', code: 'FIRST' }, { do: 'fail', code: 'SECOND' }, { do: 'fail', code: 'LAST' }] },
    expected: { status: 'rolled_back', error: 'LAST', undone: ['before'], log: ['step.retrying a', 'step.retrying a', 'step.failed a', 'rollback.started'] },
  },
  {
    id: 'retry-while-others-go-on', topic: 'outcomes', rules: ['R2'],
    document: { steps: [step('a', { retry: { max: 1, backoff: { initial: 'PT0.2S' } } }), step('b'), step('c', { after: ['b'] })] },
    scripts: { a: [failing, { do: 'ok' }] },
    expected: { status: 'succeeded', log: ['step.retrying a', 'step.succeeded c', 'step.succeeded a'] },
  },
  {
    id: 'retry-asked-for', topic: 'outcomes', rules: ['R1'],
    document: { steps: [step('a', { retry: retries(1) })] },
    scripts: { a: [{ do: 'retry', afterMs: 2 }, { do: 'attempt' }] },
    expected: { status: 'succeeded', value: 2, log: ['step.retrying a'] },
  },
  {
    id: 'retry-asked-for-with-none-left', topic: 'outcomes', rules: ['R1'],
    document: { steps: [step('a')] },
    scripts: { a: [{ do: 'retry', reason: 'too busy' }] },
    expected: { status: 'rolled_back', error: 'RETRIES_EXCEEDED' },
  },
  {
    id: 'not-retryable', topic: 'outcomes', rules: ['R1'],
    document: { steps: [step('a', { retry: retries(3) })] },
    scripts: { a: [{ do: 'fail', code: 'NEVER', retryable: false }] },
    expected: { status: 'rolled_back', error: 'NEVER', executedOnce: ['a'] },
  },
  {
    id: 'a-throw-is-a-failure', topic: 'outcomes', rules: ['R1'],
    document: { steps: [step('a', { retry: retries(1) })] },
    scripts: { a: [{ do: 'throw' }] },
    expected: { status: 'rolled_back', error: 'STEP_THREW', log: ['step.retrying a', 'step.failed a'] },
  },
  {
    id: 'no-outcome', topic: 'outcomes', rules: ['R1'],
    document: { steps: [step('a', { compensate: 'fix', retry: retries(3) })], handlers: [step('fix')] },
    scripts: { a: [{ do: 'garbage' }] },
    expected: { status: 'rolled_back', error: 'INVALID_RESULT', executedOnce: ['a'], log: ['!compensation.started a', '!step.retrying a'] },
  },
  {
    id: 'retry-for-some-classes', topic: 'outcomes', rules: ['R6'],
    document: { steps: [step('a', { retry: { ...retries(5), on: ['transient', 'timeout'] } })] },
    scripts: { a: [{ do: 'fail', code: 'HTTP_503' }, { do: 'fail', code: 'STEP_TIMEOUT' }, { do: 'fail', code: 'HTTP_401' }, { do: 'ok' }] },
    expected: { status: 'rolled_back', error: 'HTTP_401', calls: ['run a', 'run a', 'run a'] },
  },
  {
    id: 'limit-of-a-class', topic: 'outcomes', rules: ['R6'],
    document: { steps: [step('a', { retry: { ...retries(5), classes: { conflict: { max: 0 } } } })] },
    scripts: { a: [{ do: 'fail', code: 'HTTP_500' }, { do: 'fail', code: 'HTTP_409' }, { do: 'ok' }] },
    expected: { status: 'rolled_back', error: 'HTTP_409', calls: ['run a', 'run a'] },
  },
  {
    id: 'rule-continues', topic: 'outcomes', rules: ['R3'],
    document: { steps: [step('a', { ...effect, retry: retries(3), compensate: 'fix', onError: [{ when: 'error.code = "OTHER"', then: 'fail' }, { when: 'error.class = "auth"', then: 'continue', value: 'error.code' }] }), step('b', { arguments: [{ name: 'a', from: { result: 'a' } }] })], handlers: [...handlers, step('fix')] },
    scripts: { a: [{ do: 'fail', code: 'HTTP_403' }] },
    expected: { status: 'succeeded', given: { b: { a: 'HTTP_403' } }, log: ['step.failed a', 'compensation.continued a', 'step.started b', '!compensation.started a', '!step.retrying a'] },
  },
  {
    id: 'rule-fails', topic: 'outcomes', rules: ['R3'],
    document: { steps: [step('a', { retry: retries(3), compensate: 'fix', onError: [{ when: 'true', then: 'fail' }] })], handlers: [step('fix')] },
    scripts: { a: [failing] },
    expected: { status: 'rolled_back', error: 'TEST', executedOnce: ['a'], log: ['!compensation.started a', '!step.retrying a'] },
  },
  {
    id: 'rule-retries-then-the-handler', topic: 'outcomes', rules: ['R3'],
    document: { steps: [step('a', { retry: retries(1), compensate: 'fix', onError: [{ when: 'true', then: 'retry', delay: 'PT0.002S' }] })], handlers: [step('fix')] },
    scripts: { a: [failing], fix: [{ do: 'continue', value: 'mended' }] },
    expected: { status: 'succeeded', value: 'mended', log: ['step.retrying a', 'compensation.started a', 'compensation.continued a'] },
  },
  {
    id: 'rule-halts', topic: 'outcomes', rules: ['R3', 'H1'],
    document: { steps: [step('a', { onError: [{ when: 'true', then: 'halt' }] }), step('b', { arguments: [{ name: 'a', from: { result: 'a' } }] })] },
    scripts: { a: [failing] },
    actions: [{ at: 'settled', do: 'resume', payload: 'by hand' }],
    expected: { status: 'succeeded', given: { b: { a: 'by hand' } }, log: ['run.halted', 'run.resumed'] },
  },
  { id: 'handler-continues', ...fixed(['R3'], [{ do: 'continue', value: 'instead' }]), expected: { status: 'succeeded', value: 'instead', given: { fix: { why: 'BROKEN', with: { x: 1 } } } }, survivesDeath: true },
  { id: 'handler-fails', ...fixed(['R4'], [{ do: 'fail', code: 'WORSE' }]), expected: { status: 'rolled_back', error: 'COMPENSATION_FAILED', cause: 'BROKEN' }, survivesDeath: true },
  { id: 'handler-throws', ...fixed(['R4'], [{ do: 'throw' }]), expected: { status: 'rolled_back', error: 'COMPENSATION_FAILED', cause: 'BROKEN' } },
  { id: 'handler-answers-nothing', ...fixed(['R4'], [{ do: 'garbage' }]), expected: { status: 'rolled_back', error: 'COMPENSATION_FAILED', cause: 'BROKEN' } },
  {
    id: 'handler-puts-right', topic: 'outcomes', rules: ['R4', 'R5'],
    document: { steps: [step('a', { kind: 'effect', retry: retries(1), compensate: 'fix' })], handlers: [step('fix')] },
    scripts: { a: [{ do: 'fail', code: 'BROKEN' }], fix: [{ do: 'ok' }] },
    expected: { status: 'rolled_back', error: 'BROKEN', keys: { a: 2 }, calls: ['run a', 'compensate a', 'run a', 'compensate a'] },
  },
  {
    id: 'attempt-timeout', topic: 'interruption', rules: ['H2', 'R1'],
    document: { steps: [step('a', { timeout: 'PT0.02S', retry: retries(1) })] },
    scripts: { a: [{ do: 'hang' }, { do: 'attempt' }] },
    expected: { status: 'succeeded', value: 2, log: ['step.retrying a', 'step.succeeded a'] },
  },
  {
    id: 'attempt-timeout-for-good', topic: 'interruption', rules: ['H2'],
    document: { steps: [step('a', { timeout: 'PT0.01S' })] },
    scripts: { a: [{ do: 'hang', then: 'ok' }] },
    expected: { status: 'rolled_back', error: 'STEP_TIMEOUT' },
  },
]
