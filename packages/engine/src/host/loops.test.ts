import { describe, expect, it } from 'vitest'
import type { Json, Step } from '@eddy/workflow'
import { createGates } from '../gate/create-gates.ts'
import { createRunHistory } from '../state/create-run-history.ts'
import { fail, ManualClock, ok, runDocument, step, type Script, type TestOptions } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const element = (of: string, ...path: (string | number)[]) => [{ name: 'x', from: { element: of }, ...(path.length > 0 ? { path } : {}) }]
type Numbers = { readonly value: number; readonly previous: number; readonly current: number; readonly error: { readonly code: string } }
const EXPRESSIONS: { readonly [expr: string]: (root: Numbers) => Json } = {
  'value < 20': ({ value }) => value < 20,
  'previous - current < 1': ({ previous, current }) => previous - current < 1,
  'error.code = "STEP_TIMEOUT"': ({ error }) => error.code === 'STEP_TIMEOUT',
  false: () => false,
  '"late"': () => 'late',
  '"eur"': () => 'eur',
}
const evaluator: NonNullable<TestOptions['evaluator']> = {
  evaluate(expr, root) {
    const known = EXPRESSIONS[expr]
    if (!known) throw new Error(`cannot evaluate ${expr}`)
    return known(root as unknown as Numbers)
  },
}

describe('reduce', () => {
  const sum = (source: Json, config: Step['config'] = {}, script: Script = (request) => ok(Number((request.arguments['x'] as { element: number }).element) + Number((request.arguments['x'] as { accumulator: number }).accumulator))) =>
    runDocument({ steps: [step('sum', { kind: 'reduce', config: { initial: 100, ...config }, arguments: [{ name: 'source', from: { value: source } }], steps: [step('add', { ...undo, arguments: element('sum') })] })], handlers }, { scripts: { add: script } })

  it('C1 folds one element after the other into a value', async () => {
    const { run, executor } = sum([1, 2, 3])
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 106 })
    expect(executor.calls.map((call) => [call.path, call.arguments['x']])).toEqual([['sum[0].add', { element: 1, accumulator: 100, index: 0 }], ['sum[1].add', { element: 2, accumulator: 101, index: 1 }], ['sum[2].add', { element: 3, accumulator: 103, index: 2 }]])
    expect(await sum([]).run.settled()).toMatchObject({ value: 100 })
  })

  it('C1 goes on behind an element that is skipped', async () => {
    const odd: Script = (request) => ((request.arguments['x'] as { element: number }).element === 2 ? fail() : ok(Number((request.arguments['x'] as { element: number }).element) + Number((request.arguments['x'] as { accumulator: number }).accumulator)))
    expect(await sum([1, 2, 3], { onElementError: 'skip' }, odd).run.settled()).toMatchObject({ status: 'succeeded', value: 104 })
    expect(await sum([1, 2, 3], { onElementError: 'dead_letter' }, odd).run.settled()).toMatchObject({ value: { results: 104, deadLetters: [{ index: 1, element: 2 }] } })
    expect(await sum([1, 2, 3], {}, odd).run.settled()).toMatchObject({ status: 'rolled_back', undone: ['sum[0].add'] })
  })
})

describe('map', () => {
  const each = (config: Step['config'], source: readonly Json[] = [1, 2, 3, 4]) =>
    runDocument({ steps: [step('m', { kind: 'map', config: config ?? {}, arguments: [{ name: 'source', from: { value: source } }], steps: [step('e', { ...undo, arguments: element('m') })] })], handlers }, { scripts: { e: (request) => (request.arguments['x'] === 3 ? fail('three') : ok(request.arguments['x'] ?? null)) } })

  it.each([['sum', 7], ['count', 3], ['min', 1], ['max', 4], ['last', 4], ['none', null], ['list', [1, 2, 4]]] as const)('C2 gathers its results as %s', async (gather, value) => {
    expect(await each({ onElementError: 'skip', gather }).run.settled()).toMatchObject({ status: 'succeeded', value })
  })

  it('C2 fails where there is no sum of what the elements give', async () => {
    const words = runDocument({ steps: [step('m', { kind: 'map', config: { gather: 'sum' }, arguments: [{ name: 'source', from: { value: [1, 'two'] } }], steps: [step('e', { arguments: element('m') })] })] }, { scripts: { e: (request) => ok(request.arguments['x'] ?? null) } })
    expect(await words.run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'NOT_A_NUMBER', step: 'm' } })
  })

  it('C2 puts failed elements aside as dead letters', async () => {
    expect(await each({ onElementError: 'dead_letter' }).run.settled()).toMatchObject({ status: 'succeeded', value: { results: [1, 2, 4], deadLetters: [{ index: 2, element: 3, error: { code: 'TEST', message: 'three' } }] } })
  })
})

describe('streams', () => {
  const stream = (count: number, pulled: { count: number; closed: boolean; skips: number[] }): NonNullable<TestOptions['openStream']> => (_reference, { skip }) => {
    pulled.skips.push(skip)
    let at = skip
    return {
      next: async () => {
        if (at >= count) return { done: true, value: undefined }
        pulled.count++
        return { done: false, value: at++ }
      },
      return: async () => {
        pulled.closed = true
        return { done: true, value: undefined }
      },
    }
  }
  const document = (config: Step['config'], body: Partial<Step> = {}) => ({ steps: [step('m', { kind: 'map', config: config ?? {}, arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('e', { arguments: element('m'), ...body })] })], handlers })

  it('C3 a map reads a stream no further than its window', async () => {
    const pulled = { count: 0, closed: false, skips: [] }
    const gates: (() => void)[] = []
    const { run } = runDocument(document({ concurrency: 3 }), { openStream: stream(10, pulled), scripts: { e: (request) => new Promise((resolve) => gates.push(() => resolve(ok(request.arguments['x'] ?? null)))) } })
    await expect.poll(() => gates.length).toBe(3)
    expect(pulled.count).toBe(3)
    gates.shift()?.()
    await expect.poll(() => gates.length).toBe(3)
    expect(pulled.count).toBe(4)
    const settled = run.settled()
    const pump = setInterval(() => gates.shift()?.(), 0)
    expect((await settled).value).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    clearInterval(pump)
    expect(pulled.closed).toBe(true)
  })

  it('C3 a run that is taken up again goes on behind what its log holds', async () => {
    const pulled = { count: 0, closed: false, skips: [] as number[] }
    const whole = runDocument(document({ concurrency: 1 }, undo), { openStream: stream(5, pulled), scripts: { e: (request) => ok(request.arguments['x'] ?? null) } })
    expect((await whole.run.settled()).value).toEqual([0, 1, 2, 3, 4])
    for (let cut = 3; cut < whole.events.length; cut++) {
      const again = runDocument(document({ concurrency: 1 }, undo), { openStream: stream(5, pulled), recover: whole.events.slice(0, cut), scripts: { e: (request) => ok(request.arguments['x'] ?? null) } })
      expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: [0, 1, 2, 3, 4] })
    }
    expect(Math.max(...pulled.skips)).toBe(5)
  })

  it('C3 a stream that breaks off fails the map', async () => {
    const broken: NonNullable<TestOptions['openStream']> = () => ({ next: async () => { throw new Error('connection lost') } })
    expect(await runDocument(document({}), { openStream: broken }).run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'STREAM_FAILED', message: expect.stringContaining('connection lost') } })
    expect(await runDocument(document({})).run.settled()).toMatchObject({ error: { code: 'STREAM_FAILED', message: expect.stringContaining('nothing here can read streams') } })
  })

  it('C3 is let go of when the run fails', async () => {
    const pulled = { count: 0, closed: false, skips: [] }
    const { run } = runDocument(document({ concurrency: 2 }), { openStream: stream(1e9, pulled), scripts: { e: (request) => (request.arguments['x'] === 5 ? fail() : ok()) } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back' })
    expect(pulled.closed).toBe(true)
  })
})

describe('repeat', () => {
  const rounds = (config: Step['config'], script: Script = (request) => ok(Number((request.arguments['x'] as { previous: number }).previous) / 2), more: Partial<TestOptions> = {}) =>
    runDocument({ steps: [step('r', { kind: 'repeat', config: { initial: 100, ...config }, steps: [step('half', { ...undo, arguments: element('r') })] })], handlers }, { evaluator, scripts: { half: script }, ...more })

  it('C4 goes on until its condition is true', async () => {
    const { run, log } = rounds({ until: 'value < 20', maxRounds: 10 })
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 12.5 })
    expect(log().filter((line) => line.startsWith('step.started'))).toEqual(['step.started r', 'step.started r[0].half', 'step.started r[1].half', 'step.started r[2].half'])
  })

  it('C4 or until two rounds have come to nearly the same', async () => {
    expect(await rounds({ converged: 'previous - current < 1', maxRounds: 50 }).run.settled()).toMatchObject({ status: 'succeeded', value: 100 / 2 ** 7 })
  })

  it('C4 counts its rounds; one that is to become true and never does fails', async () => {
    expect(await rounds({ maxRounds: 3 }).run.settled()).toMatchObject({ status: 'succeeded', value: 12.5 })
    expect(await rounds({ maxRounds: 3, until: 'false' }).run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'ROUNDS_EXCEEDED', step: 'r' }, undone: ['r[2].half', 'r[1].half', 'r[0].half'] })
    expect(await rounds({ maxRounds: 3, until: 'no such thing' }).run.settled()).toMatchObject({ error: { code: 'EXPRESSION_ERROR' } })
  })

  it('C4 U9 comes back from the log, wherever it ends', async () => {
    const whole = rounds({ until: 'value < 20', maxRounds: 10 })
    await whole.run.settled()
    for (let cut = 1; cut <= whole.events.length; cut++) expect(await rounds({ until: 'value < 20', maxRounds: 10 }, undefined, { recover: whole.events.slice(0, cut) }).run.settled()).toMatchObject({ status: 'succeeded', value: 12.5 })
  })
})

describe('race', () => {
  const race = (scripts: { readonly [name: string]: Script }, more: Partial<Step> = {}) =>
    runDocument({ steps: [step('r', { kind: 'race', branches: [{ name: 'fast', steps: [step('a', undo)] }, { name: 'slow', steps: [step('b', undo), step('c', { after: ['b'] })] }], ...more }), step('z', { after: ['r'] })], handlers }, { scripts })
  const hanging: Script = (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(fail('stopped'))))

  it('C5 the first success wins; the others are stopped and undone', async () => {
    const { run, log } = race({ a: () => Promise.resolve(ok('A')), c: hanging })
    expect(await run.settled()).toMatchObject({ status: 'succeeded' })
    expect(log().filter((line) => /undo|rollback|succeeded/.test(line))).toEqual(['step.succeeded r[1].b', 'step.succeeded r[0].a', 'rollback.started', 'undo.started r[1].b', 'undo.succeeded r[1].b', 'rollback.completed', 'step.succeeded r', 'step.succeeded z', 'run.succeeded'])
  })

  it('C5 a branch that fails is out; when all have failed, so has the race', async () => {
    expect(await race({ a: () => fail('one'), c: () => ok('C') }).run.settled()).toMatchObject({ status: 'succeeded' })
    const lost = race({ a: () => fail('one'), c: () => fail('two') })
    expect(await lost.run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'RACE_FAILED', details: [{ branch: 0, error: { message: 'one' } }, { branch: 1, error: { message: 'two' } }] } })
    expect(await race({ a: () => fail('one'), c: () => fail('two') }, { onError: [{ when: 'true', then: 'continue' }] }).run.settled()).toMatchObject({ status: 'succeeded' })
  })

  it('C5 the winner is undone with the run', async () => {
    const { run } = runDocument({ steps: [step('r', { kind: 'race', branches: [{ steps: [step('a', undo)] }, { steps: [step('b', undo)] }] }), step('bad', { after: ['r'] })], handlers }, { scripts: { b: hanging, bad: () => fail() } })
    expect((await run.settled()).undone).toEqual(['r[0].a'])
  })

  it('C5 U9 comes back from the log, wherever it ends', async () => {
    const scripts = { a: () => Promise.resolve(ok('A')), c: hanging }
    const whole = race(scripts)
    await whole.run.settled()
    for (let cut = 1; cut <= whole.events.length; cut++) {
      const again = runDocument({ steps: [step('r', { kind: 'race', branches: [{ name: 'fast', steps: [step('a', undo)] }, { name: 'slow', steps: [step('b', undo), step('c', { after: ['b'] })] }] }), step('z', { after: ['r'] })], handlers }, { scripts, recover: whole.events.slice(0, cut) })
      expect(await again.run.settled()).toMatchObject({ status: 'succeeded', left: [] })
    }
  })
})

describe('around', () => {
  const clock = new ManualClock()
  const around = (config: Step['config'], script: Script, more: Partial<Step> & Partial<TestOptions> = {}) => {
    const { gates = createGates({ clock }), runId = 'run', ...fields } = more
    return runDocument({ steps: [step('w', { kind: 'around', config: config ?? {}, steps: [step('in', { ...undo })], ...fields })], handlers }, { gates, runId, evaluator, scripts: { in: script } })
  }

  it('C6 contains its steps, is tried again as a whole, and has a time limit', async () => {
    let tries = 0
    const again = around({}, () => (++tries < 3 ? fail() : ok(tries)), { retry: { max: 2, backoff: { initial: 'PT0S' } } })
    expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: 3 })
    const late = around({}, (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(fail()))), { timeout: 'PT5S', onError: [{ when: 'error.code = "STEP_TIMEOUT"', then: 'continue', value: '"late"' }] })
    late.clock.advance(5000)
    expect(await late.run.settled()).toMatchObject({ status: 'succeeded', value: 'late' })
  })

  it('C6 a lock lets one run in at a time, in the order of coming', async () => {
    const gates = createGates({ clock })
    const open: (() => void)[] = []
    const script: Script = () => new Promise((resolve) => open.push(() => resolve(ok())))
    const runs = ['r1', 'r2', 'r3'].map((runId) => around({ lock: { name: 'till' } }, script, { gates, runId }))
    for (const { run } of runs) {
      await expect.poll(() => open.length).toBe(1)
      open.shift()?.()
      expect(await run.settled()).toMatchObject({ status: 'succeeded' })
    }
  })

  it('C6 a lock is free again after a failure, a cancel and a crash', async () => {
    const gates = createGates({ clock })
    const lock = { lock: { name: 'till' } }
    expect(await around(lock, () => fail(), { gates }).run.settled()).toMatchObject({ status: 'rolled_back' })
    const hanging = around(lock, (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(ok()))), { gates, runId: 'r2' })
    await expect.poll(() => hanging.executor.calls.length).toBe(1)
    const waiting = around(lock, () => ok(), { gates, runId: 'r3' })
    waiting.run.cancel()
    hanging.run.cancel()
    expect(await hanging.run.settled()).toMatchObject({ status: 'cancelled', undone: ['w.in'] })
    expect(await around(lock, () => ok(4), { gates, runId: 'r4' }).run.settled()).toMatchObject({ status: 'succeeded', value: 4 })
  })

  it('C6 a cache answers while it is fresh, and is asked once at a time', async () => {
    const gates = createGates({ clock })
    let made = 0
    const cached = (runId: string) => around({ cache: { name: 'rates', key: '"eur"', ttl: 'PT1M' } }, async () => ok(++made), { gates, runId })
    const [one, two] = [cached('r1'), cached('r2')]
    expect([(await one.run.settled()).value, (await two.run.settled()).value]).toEqual([1, 1])
    expect(two.events.at(-2)).toMatchObject({ type: 'step.succeeded', step: 'w', data: { by: 'cache', value: 1 } })
    clock.advance(60_000)
    expect((await cached('r3').run.settled()).value).toBe(2)
  })

  it('C6 a circuit breaker opens after failures in a row, and tries again after its cooldown', async () => {
    const gates = createGates({ clock })
    let calls = 0
    const bank = (script: Script, runId: string) => around({ breaker: { name: 'bank', failures: 2, cooldown: 'PT30S' } }, (request) => (calls++, script(request)), { gates, runId }).run.settled()
    await bank(() => fail(), 'r1')
    await bank(() => fail(), 'r2')
    expect(await bank(() => ok(), 'r3')).toMatchObject({ error: { code: 'CIRCUIT_OPEN', retryable: true } })
    expect(calls).toBe(2)
    clock.advance(30_000)
    expect(await bank(() => ok(), 'r4')).toMatchObject({ status: 'succeeded' })
    expect(await bank(() => ok(), 'r5')).toMatchObject({ status: 'succeeded' })
  })

  it('C6 a rate limit makes the next wait, and refuses where that takes too long', async () => {
    const gates = createGates({ clock })
    const limited = (runId: string, wait: string) => around({ rate: { name: 'api', max: 2, per: 'PT1S', wait } }, () => ok(), { gates, runId })
    expect(await limited('r1', 'PT1S').run.settled()).toMatchObject({ status: 'succeeded' })
    expect(await limited('r2', 'PT1S').run.settled()).toMatchObject({ status: 'succeeded' })
    expect(await limited('r3', 'PT0S').run.settled()).toMatchObject({ error: { code: 'RATE_LIMITED' } })
    const fourth = limited('r4', 'PT1S')
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(fourth.executor.calls).toEqual([])
    clock.advance(999)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(fourth.executor.calls).toEqual([])
    clock.advance(1)
    expect(await fourth.run.settled()).toMatchObject({ status: 'succeeded' })
  })

  it('C6 fails where the host keeps no gates', async () => {
    expect(await runDocument({ steps: [step('w', { kind: 'lock', config: { name: 'x' }, steps: [step('in')] })] }).run.settled()).toMatchObject({ error: { code: 'NO_GATES' } })
  })
})

it('C7 runs with the same concurrency key wait for each other', async () => {
  const gates = createGates({ clock: new ManualClock() })
  const open: (() => void)[] = []
  const start = (runId: string, who: string) => runDocument({ steps: [step('a')], inputs: [{ name: 'who' }], options: { concurrency: { key: 'who' } } }, { gates, runId, input: { who }, scripts: { a: () => new Promise((resolve) => open.push(() => resolve(ok()))) } })
  const [first, second, other] = [start('r1', 'ada'), start('r2', 'ada'), start('r3', 'bob')]
  await expect.poll(() => open.length).toBe(2)
  expect([first.executor.calls.length, second.executor.calls.length, other.executor.calls.length]).toEqual([1, 0, 1])
  open.shift()?.()
  await first.run.settled()
  await expect.poll(() => second.executor.calls.length).toBe(1)
})

it('H13 a run that gets no turn within its start timeout fails with nothing done, and one that has begun is not held to it', async () => {
  const gates = createGates({ clock: new ManualClock() })
  const start = (runId: string) => runDocument({ steps: [step('a')], inputs: [{ name: 'who' }], options: { startTimeout: 'PT10S', concurrency: { key: 'who' } } }, { gates, runId, input: { who: 'ada' }, scripts: { a: () => new Promise(() => {}) } })
  const [first, second] = [start('r1'), start('r2')]
  await expect.poll(() => first.executor.calls.length).toBe(1)
  first.clock.advance(20_000)
  second.clock.advance(9_999)
  expect([first.run.state.status, second.run.state.seq]).toEqual(['running', 0])
  second.clock.advance(1)
  expect(await second.run.settled()).toMatchObject({ status: 'rolled_back', undone: [], error: { code: 'START_TIMEOUT' } })
  const view = createRunHistory(second.plan)
  view.apply(second.events)
  expect(view.run).toMatchObject({ status: 'rolled_back', forward: 'failed', rollback: 'none' })
  expect([second.executor.calls.length, second.events.filter(({ type }) => type.startsWith('step.'))]).toEqual([0, []])
  expect(first.run.state.status).toBe('running')
})

it('S2 wait.until waits for a time, and refuses what is none', async () => {
  const until = (time: Json) => runDocument({ steps: [step('w', { kind: 'wait.until', config: { time } })] })
  const { clock, run } = until('1970-01-01T00:01:00Z')
  clock.advance(59_999)
  expect(run.state.status).toBe('running')
  clock.advance(1)
  expect(await run.settled()).toMatchObject({ status: 'succeeded' })
  expect(await until('tomorrow').run.settled()).toMatchObject({ error: { code: 'ARGUMENT_ERROR' } })
})
