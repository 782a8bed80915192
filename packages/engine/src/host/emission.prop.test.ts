import type { Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGates } from '../gate/create-gates.ts'
import { fail, ManualClock, ok, runDocument, step } from '../testing/index.ts'

const HOLDS_STEPS = ['group', 'around', 'lock', 'cache', 'map', 'reduce', 'repeat']
const HOLDS_BRANCHES = ['switch', 'race']
const kind = fc.constantFrom('pure', 'effect', 'undoable', 'compose', 'wait.timer', 'wait.until', 'wait.signal', 'approval', 'escalate', ...HOLDS_STEPS, ...HOLDS_BRANCHES)
const field = fc.constantFrom('config', 'arguments', 'waitFor', 'guards', 'mode', 'retry', 'timeout', 'onError', 'compensate', 'undo', 'role', 'check', 'onInterrupt', 'cache', 'steps', 'branches', 'return', 'priority', 'reversible', 'name', 'kind', '__proto__', 'constructor')

const RETRIES = [{ max: 3, on: 5 }, { max: 1, on: ['nope'] }, { max: 1, classes: { transient: null } }, { max: 1, classes: { transient: { max: 'x' } } }, { max: 1, backoff: 5 }, { max: 1, backoff: { initial: 5 } }, { max: 1, backoff: { initial: 'PT1S', factor: 'x' } }, { max: 1, backoff: { jitter: 'x' } }, { max: -1 }]
const RULES = [{ delay: 5, then: 'retry' }, { delay: 'x', then: 'retry' }, { value: 5, then: 'continue' }, { then: 'nothing' }].map((rule) => [{ when: 'true', ...rule }])
const GUARDS = [{ fail: 5 }, { fail: null }, {}, null, { halt: undefined }].map((otherwise) => [{ when: 'false', otherwise }])
const ARGUMENTS = [{ from: { result: 'a' } }, { from: { value: 1 }, transform: 'nope(' }, { from: { secret: 'nope' } }, { from: {} }, { from: { value: 1, input: 'x' } }].map((argument) => [{ name: 'x', ...argument }])
const CONFIGS = [{ workflow: 5 }, { concurrency: 'x' }, { duration: 5 }, { lock: 5 }, { lock: {} }, { claim: { wait: 5 } }, { rate: { limit: 'x', per: 5 } }, { rate: { limit: 0, per: 'PT1S' } }, { breaker: { failures: -1 } }, { cache: { ttl: 5 } }, { lock: { limit: -1, key: 7, wait: 'x' } }, { ttl: 5 }, { limit: 'x' }, { before: 'boom(', after: 'boom(' }, { maxRounds: 'x' }, { until: 'boom(' }, { gather: 'x' }]
const garbage = fc.oneof(fc.constantFrom<unknown>(null, undefined, 5, -1, NaN, 'x', '', [], {}, true, 'PT1S', [null], [5], ...RETRIES, ...RULES, ...GUARDS, ...ARGUMENTS, ...CONFIGS), fc.jsonValue())

const turns = () => new Promise<void>((resolve) => void setImmediate(resolve))
const undo = { kind: 'effect', undo: 'undo' } as const
const document = { steps: [step('first', undo), step('emitter', { ...undo, after: ['first'] })], handlers: [step('undo')] }

/** A step of the kind as it should be, but for what is put in its place. */
function spoilt(kindOf: string, fields: readonly (readonly [string, unknown])[]): Step {
  const inside = [{ name: 'inner', kind: 'pure' }]
  const made = { name: 'made', kind: kindOf, ...(HOLDS_STEPS.includes(kindOf) ? { steps: inside } : {}), ...(HOLDS_BRANCHES.includes(kindOf) ? { branches: [{ steps: inside }] } : {}) }
  for (const [name, value] of fields) Object.defineProperty(made, name, { value, enumerable: true, configurable: true })
  return made as Step
}

describe('steps that a step makes', () => {
  it('S7 U1 F1 may be anything: they run, wait, or fail the run, which is rolled back; they never stop it where nothing goes on', async () => {
    await fc.assert(
      fc.asyncProperty(kind, fc.array(fc.tuple(field, garbage), { maxLength: 3 }), fc.boolean(), async (kindOf, fields, succeeds) => {
        const made = spoilt(kindOf, fields)
        const gateClock = new ManualClock()
        const gates = createGates({ clock: gateClock })
        const test = runDocument(document, { gates, scripts: { emitter: () => ({ kind: 'ok', value: 1, steps: [made] }), made: () => (succeeds ? ok() : fail()) } })
        for (let turn = 0; turn < 30; turn++) {
          await turns()
          gateClock.advance(3_600_000)
          const next = test.clock.next()
          if (next === undefined) break
          test.clock.runTo(next)
        }
        const { status, waiters, timers } = test.run.state
        const waits = status === 'running' && waiters.size + timers.size > 0
        if (!waits) expect(['succeeded', 'rolled_back', 'halted'], test.log().join('\n')).toContain(status)
        const again = runDocument(document, { gates: createGates({ clock: gateClock }), recover: JSON.parse(JSON.stringify(test.events)) })
        await turns()
        expect(again.run.state.status).toBe(status)
      }),
      { numRuns: 400 },
    )
  })
})
