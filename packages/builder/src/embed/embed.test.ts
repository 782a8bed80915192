import { catalog } from '@eddy/steps/contract'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { continueWith, edit, embed, element, fail, halt, input, ok, origin, RefusedError, result, retry, value, workflow } from '../index.ts'

const once = workflow('once').step('only', { kind: 'own' })

async function refusal(run: () => Promise<unknown>): Promise<RefusedError> {
  const caught: unknown = await run().catch((error: unknown) => error)
  if (caught instanceof RefusedError) return caught
  throw caught
}

describe('embed', () => {
  it('runs plain functions as steps and hands on their values', async () => {
    const sums = workflow('sums')
      .input('n', { schema: { type: 'number' } })
      .step('double', { kind: 'times', config: { by: 2 }, arguments: { n: input('n') } })
      .step('again', { kind: 'times', config: { by: 10 }, arguments: { n: result('double') } })
    const { run } = embed({ steps: { times: ({ n }: { n: number }, { definition }) => n * Number(definition.config?.['by']) } })
    const { status, value: product, events, stats } = await run(sums, { n: 4 })
    expect({ status, product }).toEqual({ status: 'succeeded', product: 80 })
    expect(events.map(({ type, step }) => (step === undefined ? type : `${type} ${step}`))).toEqual(['run.started', 'step.ready double', 'step.started double', 'step.succeeded double', 'step.ready again', 'step.started again', 'step.succeeded again', 'run.succeeded'])
    expect(stats.attempts).toBe(2)
  })

  it('gives a step its context and a signal that platform functions take', async () => {
    const seen: unknown[] = []
    const { run } = embed({
      steps: {
        own: (_args, context) => {
          expectTypeOf(context.signal).toEqualTypeOf<AbortSignal>()
          seen.push(context.runId, context.step, context.attempt, context.workflow, context.idempotencyKey, context.signal instanceof AbortSignal)
        },
      },
    })
    expect((await run(once, {}, { runId: 'r1' })).value).toBeNull()
    expect(seen).toEqual(['r1', 'only', 1, 'once', 'r1/only/1', true])
  })

  it('takes a throw as a failure and undoes what was done, by kind and by handler', async () => {
    const log: unknown[] = []
    const booking = workflow('booking')
      .handler('refund', { kind: 'note', arguments: { what: value('refund'), paid: origin('value', ['paid']) } })
      .step('hotel', { kind: 'book', arguments: { what: value('hotel') } })
      .step('pay', { kind: 'pay', undo: 'refund', waitFor: ['hotel'] })
      .step('ticket', { kind: 'broken', waitFor: ['pay'] })
    const { run } = embed({
      steps: {
        book: { run: ({ what }) => ({ booked: what }), undo: (undoing) => void log.push(undoing) },
        pay: () => ({ paid: 12 }),
        note: (args) => void log.push(args),
        broken: () => {
          throw Object.assign(new Error('no tickets'), { code: 'SOLD_OUT' })
        },
      },
    })
    const { status, error, undone, left } = await run(booking)
    expect({ status, undone, left }).toEqual({ status: 'rolled_back', undone: ['pay', 'hotel'], left: [] })
    expect(error).toMatchObject({ code: 'SOLD_OUT', message: 'no tickets', step: 'ticket' })
    expect(log).toEqual([{ what: 'refund', paid: 12 }, { value: { booked: 'hotel' }, arguments: { what: 'hotel' } }])
  })

  it('takes the endings of steps', async () => {
    const endings = [retry('not yet', 0), fail('broken', { code: 'BROKEN', retryable: true, details: { n: 1 } }), ok({ at: 'last' })]
    const trying = workflow('trying').step('only', { kind: 'own', retry: { max: 3, backoff: { initial: 'PT0S' } } })
    const tried = await embed({ steps: { own: (_args, { attempt }) => endings[attempt - 1] } }).run(trying)
    expect({ status: tried.status, value: tried.value, attempts: tried.stats.attempts }).toEqual({ status: 'succeeded', value: { at: 'last' }, attempts: 3 })
    expect(await embed({ steps: { own: async () => halt('ask') } }).run(once)).toMatchObject({ status: 'halted', value: 'ask' })
    expect((await embed({ steps: { own: () => fail('never', { retryable: false }) } }).run(once)).error).toMatchObject({ code: 'STEP_FAILED', message: 'never', retryable: false })
    const saved = workflow('saved').handler('save', { kind: 'save' }).step('only', { kind: 'own', compensate: 'save' })
    expect(await embed({ steps: { own: () => fail('broken'), save: () => continueWith('saved') } }).run(saved)).toMatchObject({ status: 'succeeded', value: 'saved' })
  })

  it('takes a value that looks like an outcome for what it is', async () => {
    expect((await embed({ steps: { own: () => ({ kind: 'fail', error: {} }) } }).run(once)).value).toEqual({ kind: 'fail', error: {} })
  })

  it('keeps values JSON, and apart from each other', async () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect((await embed({ steps: { own: () => circle } }).run(once)).error?.code).toBe('INVALID_RESULT')
    expect((await embed({ steps: { own: () => ({ at: new Date(0), none: undefined }) } }).run(once)).value).toEqual({ at: '1970-01-01T00:00:00.000Z' })
    const sharing = workflow('sharing').step('list', { kind: 'list' }).step('spoil', { kind: 'spoil', arguments: { list: result('list') } }).step('keep', { kind: 'keep', arguments: { list: result('list') }, waitFor: ['spoil'] })
    const spoil = ({ list }: { list: number[] }) => list.push(9)
    expect((await embed({ steps: { list: () => [1], spoil, keep: ({ list }) => list } }).run(sharing)).value).toEqual([1])
  })

  it('undoes a run whose signal aborts, and refuses to begin one with a signal that has', async () => {
    const controller = new AbortController()
    const undone: string[] = []
    const long = workflow('long').step('first', { kind: 'quick' }).step('second', { kind: 'slow', waitFor: ['first'] })
    const { run } = embed({
      steps: {
        quick: { run: () => 1, undo: () => void undone.push('first') },
        slow: (_args, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('stopped')))
            controller.abort()
          }),
      },
    })
    expect(await run(long, {}, { signal: controller.signal })).toMatchObject({ status: 'cancelled', undone: ['first'] })
    expect(undone).toEqual(['first'])
    expect((await refusal(() => run(long, {}, { signal: controller.signal }))).code).toBe('CANCELLED')
  })

  it('tells every event as it happens', async () => {
    const told: string[] = []
    const { events } = await embed({ steps: { own: () => 1 } }).run(once, {}, { onEvent: ({ type }) => told.push(type) })
    expect(told).toEqual(events.map(({ type }) => type))
  })

  it('finishes a run whose listener throws, then says so', async () => {
    const done: string[] = []
    const { run } = embed({ steps: { own: () => void done.push('own') } })
    const onEvent = () => {
      throw new Error('no listener')
    }
    await expect(run(once, {}, { onEvent, signal: undefined })).rejects.toThrow('no listener')
    expect(done).toEqual(['own'])
  })

  it('resumes a halted run and undoes a succeeded one through its handle', async () => {
    const undone: unknown[] = []
    const asking = workflow('asking').step('ask', { kind: 'ask' }).step('do', { kind: 'own', waitFor: ['ask'] })
    const { start } = embed({ steps: { ask: () => halt('sure?'), own: { run: () => 'done', undo: ({ value: was }) => void undone.push(was) } } })
    const run = start(asking)
    expect((await run.settled()).status).toBe('halted')
    run.handle.resume({ payload: 'yes' })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'done' })
    run.handle.undo()
    await run.settled()
    expect(undone).toEqual(['done'])
  })

  it('carries out containers without any other package', async () => {
    const doubling = workflow('doubling')
      .input('list')
      .map('each', { arguments: { source: input('list') } }, (inner) => inner.step('double', { kind: 'double', arguments: { x: element('each') } }))
    const { run } = embed({ steps: { double: ({ x }: { x: number }) => x * 2 } })
    expect((await run(doubling, { list: [1, 2] })).value).toEqual([2, 4])
  })

  it('evaluates expressions with the evaluator it is given, else says which package has one', async () => {
    const sum = workflow('sum').step('sum', { kind: 'expression', config: { expr: 'a + 1' }, arguments: { a: value(2) } })
    expect((await embed({}).run(sum)).error).toMatchObject({ code: 'EXPRESSION_ERROR', message: expect.stringContaining('add the package @eddy/steps') })
    expect((await embed({ evaluator: { evaluate: (_expr, root) => root } }).run(sum)).value).toEqual({ a: 2 })
  })

  it('takes the shipped kinds from @eddy/steps beside its own', async () => {
    const executor = createExecutor()
    const evaluator = createEvaluator()
    const mixed = workflow('mixed')
      .step('own', { kind: 'own' })
      .step('code', { kind: 'code', config: { source: 'return args.n + 1' }, arguments: { n: result('own') } })
      .step('sum', { kind: 'expression', config: { expr: 'n * 2' }, arguments: { n: result('code') }, guards: [{ when: 'n > 0' }] })
    const { run, validate } = embed({ steps: { own: () => 20 }, executor, evaluator, catalog })
    expect(await run(mixed)).toMatchObject({ status: 'succeeded', value: 42 })
    expect(validate(edit(mixed).set('code', 'config', { sauce: '' })).map(({ code }) => code)).toContain('BAD_CONFIG')
    await Promise.all([executor.close(), evaluator.close()])
  })

  it('refuses workflows and inputs that are not valid, before anything is done', async () => {
    const { run } = embed({ steps: { own: () => 1 } })
    const unknown = await refusal(() => run(workflow('wrong').step('only', { kind: 'ownn' })))
    expect(unknown.message).toBe('the workflow "wrong" cannot be run:\nThe step "only" is of the kind "ownn", which does not exist. Did you mean "own"?')
    const missing = await refusal(() => run(workflow('needs').input('n').step('only', { kind: 'own' }), {}))
    expect([missing.code, missing.problems.map(({ code }) => code)]).toEqual(['INVALID_INPUT', ['INPUT_MISSING']])
    expect(() => embed({ steps: { group: () => 1 } })).toThrow('"group" is a kind of the engine itself; give yours another name')
  })

  it('validates against the contract of a kind', () => {
    const strict = embed({ steps: { own: { run: () => 1, contract: { arguments: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] }, effects: [], idempotent: true } } } })
    expect(strict.validate(once).map(({ code }) => code)).toEqual(['MISSING_ARGUMENT'])
    expect(strict.catalog.get('own')).toMatchObject({ kind: 'own', effects: [], idempotent: true })
  })
})
