import { step } from '../../run-document.ts'
import type { ConformanceCase } from '../conformance-case.ts'
import { effect, failing, handlers, retries } from './parts.ts'

export type DeathCase = ConformanceCase & {
  /** Where the process dies. */
  readonly dieAt: number
}

const breaker = { breaker: { name: 'bank', failures: 1, cooldown: 'PT1M' } }

/** What was found to be broken, and is kept now. */
export const found: readonly (ConformanceCase | DeathCase)[] = [
  {
    id: 'cancel-while-waiting-for-its-turn', topic: 'interruption', rules: ['H4', 'C7', 'F1'],
    document: { inputs: [{ name: 'who' }], steps: [step('a')], options: { concurrency: { key: 'who' } } }, input: { who: 'ada' },
    held: { kind: 'concurrency', name: 'workflow conformance', key: 'ada', settings: { limit: 1 }, ms: 1000 },
    actions: [{ at: 'begin', do: 'cancel' }],
    expected: { status: 'cancelled', log: ['run.started', 'run.cancelled'], calls: ['!run a'] },
  },
  {
    id: 'rounds-exceeded-goes-on-by-rule', topic: 'loops', rules: ['C4', 'R3'],
    document: { steps: [step('r', { kind: 'repeat', config: { until: 'false', maxRounds: 2 }, onError: [{ when: 'true', then: 'continue', value: 'error.code' }], steps: [step('a')] })] },
    expected: { status: 'succeeded', value: 'ROUNDS_EXCEEDED' },
  },
  {
    id: 'broken-stream-goes-on-by-rule', topic: 'loops', rules: ['C3', 'R3'],
    document: { steps: [step('m', { kind: 'map', onError: [{ when: 'true', then: 'continue', value: 'error.code' }], arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('a')] })] },
    streams: { numbers: { elements: [1], breaksAt: 0 } },
    expected: { status: 'succeeded', value: 'STREAM_FAILED' },
  },
  {
    id: 'cache-keeps-no-fallback', topic: 'loops', rules: ['C6'],
    document: { steps: ['one', 'two'].map((name) => step(name, { kind: 'cache', config: { name: 'rates', ttl: 'PT1M' }, onError: [{ when: 'true', then: 'continue', value: 'error.code' }], ...(name === 'two' ? { after: ['one'] } : {}), steps: [step('a')] })) },
    scripts: { 'one.a': [failing], a: [{ do: 'ok', value: 'fresh' }] },
    expected: { status: 'succeeded', value: 'fresh' },
  },
  {
    id: 'breaker-counts-what-a-rule-has-mended', topic: 'loops', rules: ['C6'],
    document: { steps: [step('one', { kind: 'around', config: breaker, onError: [{ when: 'true', then: 'continue' }], steps: [step('a')] }), step('pause', { after: ['one'] }), step('two', { kind: 'around', after: ['pause'], config: breaker, steps: [step('b')] })] },
    scripts: { a: [failing] },
    expected: { status: 'rolled_back', error: 'CIRCUIT_OPEN', calls: ['run one.a', '!run two.b'] },
  },
  {
    id: 'breaker-counts-before-the-next-enters', topic: 'loops', rules: ['C6'],
    document: { steps: [step('m', { kind: 'map', config: { concurrency: 1, onElementError: 'skip' }, arguments: [{ name: 'source', from: { value: [1, 2, 3] } }], steps: [step('w', { kind: 'around', config: breaker, steps: [step('a')] })] })] },
    scripts: { a: [failing] },
    expected: { status: 'succeeded', value: [], executedOnce: ['m[0].w.a'], calls: ['!run m[1].w.a'] },
  },
  {
    id: 'key-after-compensations-in-a-group-that-is-tried-again', topic: 'rollback', rules: ['R5', 'U6'],
    document: { steps: [step('g', { kind: 'group', config: { onFailure: 'contain' }, retry: retries(1), steps: [step('a', { ...effect, retry: retries(1), compensate: 'fix' }), step('b', { after: ['a'] })] })], handlers: [...handlers, step('fix')] },
    scripts: { a: [failing, { do: 'ok' }], fix: [{ do: 'retry', afterMs: 2 }], b: [failing] },
    expected: { status: 'rolled_back', undone: ['g.a', 'g.a'], keys: { 'g.a': 4 } },
  },
  {
    id: 'lock-is-free-after-a-death-behind-its-body', topic: 'loops', rules: ['C6', 'U9'],
    document: { steps: ['one', 'two'].map((name) => step(name, { kind: 'lock', config: { name: 'till' }, steps: [step('a', effect)] })), handlers },
    // step.succeeded one.a, without step.succeeded one: only where a store keeps part of an append
    dieAt: 8,
    expected: { status: 'succeeded' },
  },
  {
    id: 'what-is-done-again-behind-a-time-limit-is-told', topic: 'loops', rules: ['C6', 'H2', 'H5'],
    document: { steps: [step('w', { kind: 'around', config: {}, timeout: 'PT0.03S', onError: [{ when: 'true', then: 'continue', value: 'error.code' }], steps: [step('a', effect)] })], handlers, options: { drain: 'PT0.05S' } },
    scripts: { a: [{ do: 'hang' }] },
    // timer.fired w
    dieAt: 7,
    expected: { status: 'succeeded', value: 'STEP_TIMEOUT' },
  },
  {
    id: 'emission-is-repeated-after-a-death', topic: 'scheduling', rules: ['S7', 'U9', 'F1'],
    document: { steps: [step('e')] },
    scripts: { e: [{ do: 'ok', value: 1, steps: [step('n')] }] },
    // steps.emitted e, without step.succeeded e: only where a store keeps part of an append
    dieAt: 4,
    expected: { status: 'succeeded', value: 1 },
  },
  {
    id: 'loop-is-repeated-after-a-death', topic: 'scheduling', rules: ['S7', 'U9', 'F1'],
    document: { steps: [step('loop', effect), step('after', { after: ['loop'] })], handlers },
    scripts: { loop: [{ do: 'ok', steps: [step('loop', effect)] }, { do: 'ok', value: 2 }] },
    // steps.emitted loop, without step.succeeded loop: only where a store keeps part of an append
    dieAt: 4,
    expected: { status: 'succeeded' },
  },
  {
    id: 'refusal-after-a-death', topic: 'middleware', rules: ['M2', 'U9'],
    document: { steps: [step('a')] },
    middleware: [{ name: 'policy', refuse: 'POLICY_REFUSED' }],
    // run.started, without run.failed: only where a store keeps part of an append
    dieAt: 1,
    expected: { status: 'rolled_back', error: 'POLICY_REFUSED' },
  },
]
