import type { Backoff, ErrorClass, Retry, Step } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const CLASSES: ReadonlyMap<string, ErrorClass> = new Map<string, ErrorClass>([['BAD_URL', 'validation'], ['WEIRD', 'transient'], ['HTTP_TIMEOUT', 'timeout'], ['LOCKED', 'conflict'], ['HTTP_403', 'auth'], ['RATE_LIMITED', 'resource'], ['STEP_THREW', 'bug'], ['CANCELLED', 'cancelled'], ['HTTP_500', 'transient'], ['HTTP_404', 'validation']])
const MS: ReadonlyMap<string | undefined, number> = new Map([['PT1S', 1000], ['PT3S', 3000], ['PT5S', 5000], ['PT7S', 7000], ['PT20S', 20_000]])
const code = fc.constantFrom(...CLASSES.keys())
const errorClass = fc.constantFrom(...new Set(CLASSES.values()))
const backoff: fc.Arbitrary<Backoff> = fc.record({ initial: fc.constantFrom('PT1S', 'PT3S'), factor: fc.constantFrom(1, 2, 3), max: fc.constantFrom('PT5S', 'PT20S') })
const max = fc.constantFrom<Retry['max']>(0, 1, 2, 3, 'unlimited')
const classes = fc.dictionary(errorClass as fc.Arbitrary<string>, fc.record({ max, backoff }, { requiredKeys: [] }), { maxKeys: 3 })
const retry = fc.record({ max, backoff, on: fc.uniqueArray(errorClass, { maxLength: 5 }), classes }, { requiredKeys: ['max', 'backoff'] }) as fc.Arbitrary<Retry & { readonly backoff: Backoff }>
const rule = fc.record({ of: fc.oneof(code, errorClass as fc.Arbitrary<string>), then: fc.constantFrom('retry' as const, 'continue' as const, 'fail' as const), delay: fc.option(fc.constant('PT7S'), { nil: undefined }) })
const answer = fc.oneof(
  { weight: 6, arbitrary: fc.record({ says: fc.constant('fail' as const), code, retryable: fc.constantFrom(true, true, true, false) }) },
  { weight: 1, arbitrary: fc.record({ says: fc.constant('retry' as const), delayMs: fc.constantFrom(0, 13) }) },
)
const handler = fc.option(fc.constantFrom('continue', 'ok', 'retry', 'fail'), { nil: undefined })
const drawn = fc.record({ retry, rules: fc.array(rule, { maxLength: 3 }), answers: fc.array(answer, { maxLength: 7 }), handler, pivot: fc.constantFrom(false, false, true) })
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

interface Expected {
  /** When each attempt starts. */
  readonly starts: readonly number[]
  readonly end: string
}

/** Section 3, read sentence by sentence: rule, handler, plain retry, failure; beyond a pivot again without limit, or a person. */
function expected({ retry: own, rules, answers, handler: handled, pivot }: Drawn): Expected {
  const starts: number[] = []
  let [now, retries] = [0, 0]
  const limit = (most: Retry['max']) => (most === 'unlimited' ? Infinity : most)
  const again = (delay: number, isLimited: boolean) => {
    now += isLimited ? delay : Math.max(delay, 1)
    retries++
  }
  const waits = ({ initial, factor = 2, max: most }: Backoff) => Math.min(MS.get(most) ?? 0, (MS.get(initial) ?? 0) * factor ** retries)
  for (const given of [...answers, undefined]) {
    starts.push(now)
    if (given === undefined) break
    if (given.says === 'retry' && (pivot || retries < limit(own.max))) {
      again(given.delayMs, retries < limit(own.max))
      continue
    }
    const error = given.says === 'fail' ? given : { code: 'RETRIES_EXCEEDED', retryable: false }
    const kind = CLASSES.get(error.code) ?? 'transient'
    const policy = { ...own, ...own.classes?.[kind] }
    const matching = rules.find(({ of }) => of === error.code || of === kind)
    const mayPlainly = error.retryable && (own.on?.includes(kind) ?? true) && retries < limit(policy.max)
    const gone = error.retryable && pivot
    if (matching?.then === 'continue') break
    if (matching?.then === 'retry' && retries < limit(own.max)) again(MS.get(matching.delay) ?? waits(policy.backoff), true)
    else if (matching?.then !== 'fail' && handled !== undefined) {
      if (handled === 'continue') break
      if (handled === 'fail') return { starts, end: pivot ? 'halted' : `COMPENSATION_FAILED of ${error.code}` }
      const goesOn = handled === 'retry' ? pivot || retries < limit(own.max) : mayPlainly || gone
      if (!goesOn) return { starts, end: pivot ? 'halted' : handled === 'retry' ? `RETRIES_EXCEEDED of ${error.code}` : error.code }
      again(waits(policy.backoff), true)
    } else if (matching === undefined && mayPlainly) again(waits(policy.backoff), true)
    else if (gone) again(matching?.delay !== undefined && matching.then === 'retry' ? (MS.get(matching.delay) ?? 0) : waits(policy.backoff), false)
    else return { starts, end: pivot ? 'halted' : error.code }
  }
  return { starts, end: 'succeeded' }
}

function played({ retry: own, rules, answers, handler: handled, pivot }: Drawn): Expected {
  const starts: number[] = []
  // the first attempt starts before there is a run to ask for its clock
  let clock = { now: () => 0 }
  const attempt: Script = () => {
    const given = answers[starts.push(clock.now()) - 1]
    if (given === undefined) return ok()
    return given.says === 'fail' ? fail('no', { code: given.code, retryable: given.retryable }) : { kind: 'retry', delayMs: given.delayMs }
  }
  const fix: Script = () => (handled === 'continue' ? { kind: 'continue', value: 1 } : handled === 'ok' ? ok() : handled === 'retry' ? { kind: 'retry' } : fail('handler'))
  const onError = rules.map(({ of, then, delay }) => ({ when: `error.${CLASSES.has(of) ? 'code' : 'class'} = "${of}"`, then, ...(delay === undefined ? {} : { delay }) }))
  const a: Step = step('a', { retry: own, onError, ...(pivot ? { after: ['p'] } : {}), ...(handled === undefined ? {} : { compensate: 'fix' }) })
  const test = runDocument({ steps: [...(pivot ? [step('p', { role: 'pivot' })] : []), a], handlers: [step('fix')] }, { scripts: { a: attempt, fix } })
  clock = test.clock
  for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
  const { status, error } = test.run.state
  const cause = error?.cause ? ` of ${error.cause.code}` : ''
  return { starts, end: status === 'rolled_back' ? `${error?.code}${cause}` : status }
}

describe('what a failed attempt comes to', () => {
  it('R1 R2 R3 R4 R6 U7 follows rules, handler, class of the error and its limits, before and beyond a pivot', () => {
    fc.assert(
      fc.property(drawn, (draw) => {
        expect(played(draw)).toEqual(expected(draw))
      }),
      { numRuns: 1000 },
    )
  })
})
