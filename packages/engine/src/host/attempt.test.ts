import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { stepAt } from '../state/step-at.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const failing = (times: number): Script => (request) => (request.context.attempt <= times ? fail(`try ${request.context.attempt}`) : ok('done'))

describe('arguments', () => {
  const path = (steps: readonly (string | number)[]) => runDocument({ steps: [step('a'), step('b', { arguments: [{ name: 'x', from: { result: 'a' }, path: steps, transform: 'value' }] })] }, { scripts: { a: () => ok({ list: [{ value: 7 }] }) } })

  it('S3 takes the path first, then the transform', () => {
    const { executor } = path(['list', 0])
    expect(executor.calls.at(-1)?.arguments).toEqual({ x: 7 })
  })

  it('S3 a missing key fails the step before it started, names step, argument and path walked, and rolls back without compensation', async () => {
    const { log, run } = path(['list', 1])
    expect(log().slice(-4)).toEqual(['step.failed b', 'rollback.started', 'rollback.completed', 'run.failed'])
    expect(log()).not.toContain('step.started b')
    expect((await run.settled()).error).toMatchObject({ code: 'ARGUMENT_ERROR', message: 'argument "x" of step "b": "list" has no element 1', retryable: false })
  })

  it('S3 applies an input transform once, before any consumer', () => {
    const { executor, events } = runDocument({ inputs: [{ name: 'who', transform: 'name' }], steps: [step('a', { arguments: [{ name: 'x', from: { input: 'who' } }] })] }, { input: { who: { name: 'Ada' } } })
    expect(executor.calls[0]?.arguments).toEqual({ x: 'Ada' })
    expect(events[0]?.data).toMatchObject({ input: { who: 'Ada' } })
  })
})

describe('guards', () => {
  const guarded = (otherwise?: object) => runDocument({ steps: [step('a', { guards: [{ when: 'true' }, { when: 'false', ...(otherwise ? { otherwise: otherwise as never } : {}) }, { when: 'boom()' }] }), step('b', { after: ['a'] })] })

  it('S4 the first that stops decides: a value skips the step, dependents go on with it', () => {
    expect(guarded({ value: 5 }).log()).toEqual(['run.started', 'step.ready a', 'guard.passed a', 'guard.stopped a', 'step.skipped a', 'step.ready b', 'step.started b', 'step.succeeded b', 'run.succeeded'])
    expect(stepAt(guarded({ value: 5 }).run.state, 'a')?.value).toBe(5)
    expect(stepAt(guarded().run.state, 'a')?.value).toBeNull()
  })

  it('S4 or fails, or halts', async () => {
    expect((await guarded({ fail: 'not today' }).run.settled()).error).toMatchObject({ code: 'GUARD_FAILED', message: 'not today', step: 'a' })
    expect(await guarded({ halt: 'ask' }).run.settled()).toMatchObject({ status: 'halted', value: 'ask' })
  })
})

describe('retries', () => {
  it('R1 max N allows N+1 attempts, then the last error fails the step', async () => {
    const { clock, run, executor } = runDocument({ steps: [step('a', { retry: { max: 2, backoff: { initial: 'PT1S' } } })] }, { scripts: { a: failing(9) } })
    clock.advance(60_000)
    expect(executor.calls.map((call) => call.context.attempt)).toEqual([1, 2, 3])
    expect((await run.settled()).error).toMatchObject({ message: 'try 3', attempt: 3, step: 'a' })
  })

  it('R2 the backoff is a timer that grows by its factor up to its limit; other steps go on', () => {
    const test = runDocument({ steps: [step('a', { retry: { max: 4, backoff: { initial: 'PT1S', factor: 3, max: 'PT5S' } } }), step('b')] }, { scripts: { a: failing(4) } })
    expect(test.executor.calls.map((call) => call.path)).toEqual(['a', 'b'])
    test.clock.advance(60_000)
    expect(test.events.flatMap((event) => (event.type === 'step.retrying' ? [event.data.delayMs] : []))).toEqual([1000, 3000, 5000, 5000])
  })

  it('R1 a retry that is asked for with none left fails with the reason, or RETRIES_EXCEEDED', async () => {
    const asked = (reason?: string) => runDocument({ steps: [step('a')] }, { scripts: { a: () => ({ kind: 'retry', ...(reason ? { reason } : {}) }) } })
    expect((await asked('too busy').run.settled()).error).toMatchObject({ code: 'RETRIES_EXCEEDED', message: 'too busy' })
    expect((await asked().run.settled()).error).toMatchObject({ code: 'RETRIES_EXCEEDED' })
  })

  it('R5 the idempotency key stays over retries and is new after a compensation', () => {
    const retrying = runDocument({ steps: [step('a', { kind: 'effect', retry: { max: 1 } })] }, { scripts: { a: failing(1) } })
    retrying.clock.advance(1000)
    expect(retrying.executor.calls.map((call) => call.idempotencyKey)).toEqual(['run/a/1', 'run/a/1'])
    const compensated = runDocument({ steps: [step('a', { kind: 'effect', retry: { max: 1 }, compensate: 'fix' })], handlers: [step('fix')] }, { scripts: { a: failing(1), fix: () => ({ kind: 'retry' }) } })
    compensated.clock.advance(1000)
    expect(compensated.executor.calls.filter((call) => call.purpose === 'run').map((call) => call.idempotencyKey)).toEqual(['run/a/1', 'run/a/2'])
  })
})

describe('a failed attempt', () => {
  const ruled = (then: string, more: object = {}) =>
    runDocument({ steps: [step('a', { retry: { max: 1 }, compensate: 'fix', onError: [{ when: 'error.message = "other"', then: 'fail' }, { when: 'error.message = "failed"', then: then as never, ...more }] }), step('b', { after: ['a'] })], handlers: [step('fix')] }, { scripts: { a: () => fail() } })

  it('R3 the first matching rule decides before the handler: continue makes the step succeed with its value', () => {
    const { log, run } = ruled('continue', { value: 'error.code' })
    expect(log()).toEqual(['run.started', 'step.ready a', 'step.started a', 'step.failed a', 'compensation.continued a', 'step.ready b', 'step.started b', 'step.succeeded b', 'run.succeeded'])
    expect(stepAt(run.state, 'a')?.value).toBe('TEST')
  })

  it('R3 fail and halt are taken at their word, retry spends an attempt and then asks the handler', async () => {
    expect(ruled('fail').log()).not.toContain('compensation.started a')
    expect((await ruled('halt').run.settled()).status).toBe('halted')
    const retried = ruled('retry', { delay: 'PT2S' })
    retried.clock.advance(5000)
    expect(retried.log().filter((line) => line.startsWith('step.retrying') || line.startsWith('compensation'))).toEqual(['step.retrying a', 'compensation.started a', 'compensation.completed a'])
  })

  const handled = (fix: Script, retry = 0) => runDocument({ steps: [step('a', { compensate: 'fix', retry: { max: retry }, arguments: [{ name: 'x', from: { value: 1 } }] })], handlers: [step('fix', { arguments: [{ name: 'why', from: { origin: 'error' }, path: ['message'] }, { name: 'with', from: { origin: 'arguments' } }] })] }, { scripts: { a: () => fail('broken'), fix } })

  it('R3 the handler gets error and arguments, and may continue', async () => {
    const { executor, run } = handled(() => ({ kind: 'continue', value: 'instead' }))
    expect(executor.calls[1]?.arguments).toEqual({ why: 'broken', with: { x: 1 } })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'instead' })
  })

  it('R4 a handler that fails ends in COMPENSATION_FAILED with the original error as its cause', async () => {
    for (const broken of [() => fail('worse'), () => { throw new Error('worse') }, () => 'garbage' as never]) {
      expect((await handled(broken).run.settled()).error).toMatchObject({ code: 'COMPENSATION_FAILED', cause: { message: 'broken', code: 'TEST' } })
    }
  })

  it('R4 one that has put things right leaves the plain retry, then the failure itself', async () => {
    const { clock, run, executor } = handled(() => ok(), 1)
    clock.advance(1000)
    expect(executor.calls.map((call) => call.step.name)).toEqual(['a', 'fix', 'a', 'fix'])
    expect((await run.settled()).error).toMatchObject({ code: 'TEST', message: 'broken' })
  })

  it.each<unknown>([{ kind: 'fail' }, { kind: 'fail', error: { code: 'X' } }, { kind: 'retry', delayMs: 'soon' }, { kind: 'retry', reason: 5 }, { kind: 'ok', value: 1n }, { kind: 'ok', value: () => 1 }, { kind: 'ok', value: Number.NaN }])('R1 an outcome of which a part is none is INVALID_RESULT too: %o', async (answer) => {
    // what programs without types may do
    const { run } = runDocument({ steps: [step('a', { retry: { max: 3 } })] }, { scripts: { a: (() => answer) as unknown as Script } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'INVALID_RESULT', step: 'a', attempt: 1 } })
  })

  it('R1 an outcome that is none is INVALID_RESULT, without compensation or retry', async () => {
    const { log, run } = runDocument({ steps: [step('a', { compensate: 'fix', retry: { max: 3 } })], handlers: [step('fix')] }, { scripts: { a: () => ({ nonsense: true }) as never } })
    expect((await run.settled()).error).toMatchObject({ code: 'INVALID_RESULT' })
    expect(log()).not.toContain('compensation.started a')
  })

  it('R1 an error that may not be retried is not', async () => {
    const { executor } = runDocument({ steps: [step('a', { retry: { max: 3 } })] }, { scripts: { a: () => fail('never', { retryable: false }) } })
    expect(executor.calls).toHaveLength(1)
  })
})

describe('error classes', () => {
  const attempts = (retry: NonNullable<Step['retry']>, ...codes: string[]) => {
    const test = runDocument({ steps: [step('a', { retry })] }, { scripts: { a: (request) => fail('no', { code: codes[request.context.attempt - 1] ?? 'LAST' }) } })
    test.clock.advance(100_000)
    return { calls: test.executor.calls.length, delays: test.events.flatMap((event) => (event.type === 'step.retrying' ? [event.data.delayMs] : [])) }
  }

  it('R6 a retry may be for some classes only', () => {
    expect(attempts({ max: 3, on: ['transient', 'timeout'] }, 'HTTP_503', 'STEP_TIMEOUT', 'HTTP_401').calls).toBe(3)
    expect(attempts({ max: 3, on: ['auth'] }, 'HTTP_503').calls).toBe(1)
    expect(attempts({ max: 3 }, 'HTTP_401').calls).toBe(4)
  })

  it('R6 and have another limit and backoff for a class', () => {
    const retry = { max: 5, backoff: { initial: 'PT1S', factor: 1 }, classes: { resource: { backoff: { initial: 'PT9S', factor: 1 } }, conflict: { max: 0 } } } as const
    expect(attempts(retry, 'HTTP_500', 'HTTP_429', 'ANY', 'HTTP_409')).toEqual({ calls: 4, delays: [1000, 9000, 1000] })
  })

  it('R2 waits as long as what was asked has said', () => {
    const test = runDocument({ steps: [step('a', { retry: { max: 1, backoff: { initial: 'PT1S' } } })] }, { scripts: { a: () => ({ kind: 'fail', error: { code: 'HTTP_429', message: 'busy', retryAfterMs: 7000 } }) } })
    expect(test.events.find((event) => event.type === 'step.retrying')).toMatchObject({ data: { delayMs: 7000 } })
  })

  it('R6 R3 error rules see the class', () => {
    const { run } = runDocument({ steps: [step('a', { onError: [{ when: 'error.class = "auth"', then: 'continue' }] })] }, { scripts: { a: () => fail('no', { code: 'HTTP_403' }) } })
    expect(run.state.status).toBe('succeeded')
  })
})
