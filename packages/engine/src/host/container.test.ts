import { describe, expect, it } from 'vitest'
import { stepAt } from '../state/step-at.ts'
import type { Step } from '@eddy/workflow'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]

describe('group', () => {
  const contained = (more: Partial<Step>, b: Script) => runDocument({ steps: [step('before', undo), step('g', { kind: 'group', after: ['before'], config: { onFailure: 'contain' }, steps: [step('a', undo), step('b', { after: ['a'] })], ...more }), step('after', { after: ['g'] })], handlers: [...handlers, step('fix')] }, { scripts: { b, fix: () => ({ kind: 'continue', value: 'fixed' }) } })

  it('U6 rolls back only its own steps, then is tried again as a whole', async () => {
    let tries = 0
    const { run, clock, log } = contained({ retry: { max: 1 } }, () => (++tries === 1 ? fail() : ok()))
    clock.advance(1000)
    expect((await run.settled()).status).toBe('succeeded')
    expect(log().filter((line) => /rollback|undo|retrying/.test(line))).toEqual(['rollback.started', 'undo.started g.a', 'undo.succeeded g.a', 'rollback.completed', 'step.retrying g'])
    expect(log().filter((line) => line === 'step.started g.a')).toHaveLength(2)
  })

  it('R5 U6 what is tried again after its rollback aims at new effects, under new keys', async () => {
    let tries = 0
    const { run, clock, executor } = contained({ retry: { max: 1 } }, () => (++tries === 1 ? fail() : ok()))
    clock.advance(1000)
    await run.settled()
    expect(executor.calls.filter((call) => call.path === 'g.a').map((call) => call.idempotencyKey)).toEqual(['run/g.a/1', 'run/g.a/1/undo', 'run/g.a/2'])
  })

  it('U6 or goes on with a value, by rule or handler', async () => {
    const byRule = contained({ onError: [{ when: 'true', then: 'continue', value: 'error.code' }] }, () => fail())
    expect((await byRule.run.settled()).status).toBe('succeeded')
    expect(stepAt(byRule.run.state, 'g')?.value).toBe('TEST')
    const byHandler = contained({ compensate: 'fix' }, () => fail())
    await byHandler.run.settled()
    expect(stepAt(byHandler.run.state, 'g')?.value).toBe('fixed')
  })

  it('U6 or fails, and the run rolls back the rest', async () => {
    expect(await contained({}, () => fail()).run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.a', 'before'] })
  })

  it('U6 a plain group fails the run at once', async () => {
    const { run, log } = runDocument({ steps: [step('g', { kind: 'group', steps: [step('a', undo), step('b', { after: ['a'] })] })], handlers }, { scripts: { b: () => fail() } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { step: 'g.b' }, undone: ['g.a'] })
    expect(log()).toContain('step.failed g')
  })

  const around = (config: object, scripts: { readonly [name: string]: Script } = {}) =>
    runDocument({ steps: [step('g', { kind: 'group', config: { before: 'order', after: 'value.sum', ...config }, arguments: [{ name: 'order', from: { value: { net: 10 } } }], steps: [step('a', { ...undo, arguments: [{ name: 'order', from: { element: 'g' } }] })] }), step('z', { arguments: [{ name: 'g', from: { result: 'g' } }] })], handlers }, { scripts: { a: () => ok({ sum: 12 }), ...scripts } })

  it('C8 F1 makes something of its arguments before its steps, and its value of theirs', async () => {
    const whole = around({})
    await whole.run.settled()
    expect(whole.executor.calls.map(({ path, arguments: args }) => [path, args])).toEqual([['g.a', { order: { net: 10 } }], ['z', { g: 12 }]])
    for (let cut = 1; cut <= whole.events.length; cut++) {
      const again = runDocument({ steps: whole.plan.scope.steps.map((each) => each.step), handlers }, { scripts: { a: () => ok({ sum: 12 }) }, recover: whole.events.slice(0, cut) })
      expect((await again.run.settled()).status).toBe('succeeded')
      expect(stepAt(again.run.state, 'g')?.value).toBe(12)
    }
  })

  it('C8 a group whose expressions fail has failed: before, nothing inside begins; after, what is inside is undone', async () => {
    const first = around({ before: 'no such thing' })
    expect(await first.run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'EXPRESSION_ERROR', step: 'g' }, undone: [] })
    expect(first.executor.calls).toEqual([])
    expect(await around({ after: 'no such thing' }).run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'EXPRESSION_ERROR', step: 'g' }, undone: ['g.a'] })
  })
})

describe('switch', () => {
  const route = (kind: string, more: readonly { when?: string; steps: readonly Step[] }[] = []) =>
    runDocument({ steps: [step('late'), step('s', { kind: 'switch', arguments: [{ name: 'kind', from: { value: kind } }], branches: [{ when: 'kind = "x"', steps: [step('a', { arguments: [{ name: 'v', from: { result: 'late' } }] })] }, ...more] }), step('end', { arguments: [{ name: 'got', from: { result: 's' } }] })] }, { scripts: { a: () => ok('A'), d: () => ok('D') } })

  it('S1 runs the first branch that matches, else the default, else gives null; always joinable', () => {
    expect(route('x').executor.calls.at(-1)?.arguments).toEqual({ got: 'A' })
    expect(route('y', [{ steps: [step('d')] }]).executor.calls.at(-1)?.arguments).toEqual({ got: 'D' })
    expect(route('y').executor.calls.at(-1)?.arguments).toEqual({ got: null })
  })
})

describe('map', () => {
  const each = (config: object, script: Script, source: readonly unknown[] = [1, 2, 3]) =>
    runDocument({ steps: [step('m', { kind: 'map', config: config as never, arguments: [{ name: 'source', from: { value: source as never } }], steps: [step('first', undo), step('e', { after: ['first'], arguments: [{ name: 'x', from: { element: 'm' } }] })] })], handlers }, { scripts: { e: script } })
  const odd: Script = (request) => (request.arguments['x'] === 2 ? fail('even') : ok(request.arguments['x'] ?? null))

  it('S1 gives the results in the order of the elements, at most so many at once', async () => {
    const { run } = each({ concurrency: 2 }, (request) => ok(Number(request.arguments['x']) * 10))
    expect((await run.settled()).value).toEqual([10, 20, 30])
    expect((await each({}, () => ok(), []).run.settled()).value).toEqual([])
  })

  it('U6 an element that fails is undone on its own and left out, or its error stands in its place', async () => {
    const skipped = each({ onElementError: 'skip' }, odd)
    expect(await skipped.run.settled()).toMatchObject({ status: 'succeeded', value: [1, 3] })
    expect(skipped.log().filter((line) => line.startsWith('undo.succeeded'))).toEqual(['undo.succeeded m[1].first'])
    expect((await each({ onElementError: 'collect' }, odd).run.settled()).value).toMatchObject([1, { error: { message: 'even' } }, 3])
  })

  it('U5 or fails the run, and what all elements did is undone', async () => {
    expect((await each({}, odd).run.settled()).undone.toSorted()).toEqual(['m[0].first', 'm[1].first'])
    expect((await each({ onElementError: 'skip', maxFailures: 0 }, odd).run.settled()).status).toBe('rolled_back')
  })

  it('S3 a source that is no list is an argument error', async () => {
    expect((await runDocument({ steps: [step('m', { kind: 'map', arguments: [{ name: 'source', from: { value: 5 } }], steps: [step('e')] })] }).run.settled()).error).toMatchObject({ code: 'ARGUMENT_ERROR' })
  })
})

describe('compose', () => {
  const inner = { eddy: 1 as const, name: 'inner', inputs: [{ name: 'a', transform: 'deep' }, { name: 'b', default: 2 }], steps: [step('x', { kind: 'effect', undo: 'take_back', arguments: [{ name: 'a', from: { input: 'a' } }, { name: 'b', from: { input: 'b' } }] })], handlers: [step('take_back')] }

  it('S3 U5 runs the other workflow with its own inputs and handlers, undone through the border', async () => {
    const { run, executor } = runDocument({ steps: [step('c', { kind: 'compose', config: { workflow: 'inner' }, arguments: [{ name: 'a', from: { value: { deep: 1 } } }] }), step('bad', { after: ['c'] })] }, { workflow: () => inner, scripts: { bad: () => fail() } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['c.x'] })
    expect(executor.calls.map((call) => [call.path, call.step.name, call.arguments])).toEqual([['c.x', 'x', { a: 1, b: 2 }], ['bad', 'bad', {}], ['c.x', 'take_back', {}]])
  })
})

it('F2 a secret reaches the step and its undo, and never the log', () => {
  const keyed = step('a', { ...undo, arguments: [{ name: 'key', from: { secret: 'token' } }] })
  const { executor, events } = runDocument({ steps: [keyed, step('bad', { after: ['a'] })], handlers: [step('undo', { arguments: [{ name: 'with', from: { origin: 'arguments' } }] })] }, { secrets: { token: 'hidden' }, scripts: { bad: () => fail() } })
  expect(executor.calls.map((call) => call.arguments)).toEqual([{ key: 'hidden' }, {}, { with: { key: 'hidden' } }])
  expect(JSON.stringify(events)).not.toContain('hidden')
  expect(events.find((event) => event.type === 'step.started')?.data).toEqual({ arguments: { key: { $secret: 'token' } }, key: 'run/a/1' })
})

it('S3 a secret that is not there is an argument error', async () => {
  const { run } = runDocument({ steps: [step('a', { arguments: [{ name: 'key', from: { secret: 'token' } }] })] })
  expect((await run.settled()).error).toMatchObject({ code: 'ARGUMENT_ERROR', message: expect.stringContaining('there is no secret "token"') })
})
