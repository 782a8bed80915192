import { describe, expect, it } from 'vitest'
import type { Outcome } from '../port/step-executor.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const document = {
  steps: [step('a', undo), step('bad', { after: ['a'] }), step('never', { after: ['bad'] })],
  handlers: [step('undo')],
  failure: { steps: [step('tell', { arguments: [{ name: 'why', from: { origin: 'error' }, path: ['code'] }, { name: 'a', from: { result: 'a' } }, { name: 'never', from: { result: 'never' } }] }), step('log', { after: ['tell'] })] },
} as const
const run = (scripts: { readonly [name: string]: Script } = {}) => runDocument(document, { scripts: { a: () => ok('A'), bad: () => fail(), ...scripts } })

describe('the failure lane', () => {
  it('L1 runs after the rollback, and reads the error and any result', async () => {
    const test = run()
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'TEST' }, failureLane: { status: 'succeeded' }, undone: ['a'] })
    expect(test.executor.calls.find((call) => call.path === 'tell')?.arguments).toEqual({ why: 'TEST', a: 'A', never: null })
    const log = test.log()
    expect(log.indexOf('step.ready tell')).toBeGreaterThan(log.indexOf('rollback.completed'))
    expect(log.at(-1)).toBe('run.failed')
  })

  it('L1 its own failure is told beside the run\'s', async () => {
    expect(await run({ tell: () => fail('no mail') }).run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'TEST', message: 'failed' }, failureLane: { status: 'failed', error: { message: 'no mail' } } })
    expect(await run({ tell: () => ({ kind: 'halt', value: 1 }) }).run.settled()).toMatchObject({ status: 'rolled_back', failureLane: { status: 'failed', error: { code: 'LANE_HALTED' } } })
  })

  it('L1 does not run for a success or a cancel', async () => {
    const good = run({ bad: () => ok() })
    expect(await good.run.settled()).toMatchObject({ status: 'succeeded' })
    const slow = run({ bad: (request) => new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(fail()))) })
    slow.run.cancel()
    expect(await slow.run.settled()).toMatchObject({ status: 'cancelled' })
    expect(slow.executor.calls.some((call) => call.path === 'tell')).toBe(false)
  })

  it('L1 goes on after a crash where its log ends', async () => {
    const whole = run()
    await whole.run.settled()
    for (let cut = 1; cut <= whole.events.length; cut++) {
      const again = runDocument(document, { scripts: { a: () => ok('A'), bad: () => fail() }, recover: whole.events.slice(0, cut) })
      expect(await again.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['a'], failureLane: { status: 'succeeded' } })
    }
  })
})

describe('what is left in place', () => {
  const stuck = async (tries: { open: boolean } = { open: false }) => {
    const test = runDocument({ steps: [step('a', undo), step('b', { ...undo, undo: 'undo_b' }), step('bad', { after: ['a', 'b'] })], handlers: [step('undo'), step('undo_b', { arguments: [{ name: 'with', from: { origin: 'arguments' } }] })] }, { scripts: { bad: () => fail(), undo_b: () => (tries.open ? ok() : fail('locked')) } })
    await test.run.settled()
    return test
  }

  it('U11 can be undone later, with other arguments if need be', async () => {
    const tries = { open: false }
    const { run, executor } = await stuck(tries)
    expect(run.state).toMatchObject({ status: 'rollback_incomplete', left: ['b'], residue: ['b'] })
    run.resolveUndo({ step: 'b', how: 'retry' })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['b'] })
    tries.open = true
    run.resolveUndo({ step: 'b', how: 'retry', arguments: { key: 'new' } })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', left: [], residue: [], undone: ['a', 'b'] })
    expect(executor.calls.at(-1)?.arguments).toEqual({ with: { key: 'new' } })
  })

  it('U11 or be marked as done outside, or skipped with a reason', async () => {
    const outside = await stuck()
    outside.run.resolveUndo({ step: 'b', how: 'done_outside', reason: 'called the hotel', evidence: { ticket: 12 } })
    expect(await outside.run.settled()).toMatchObject({ status: 'rolled_back', left: [], residue: [] })
    expect(outside.events.at(-1)).toMatchObject({ type: 'undo.resolved', step: 'b', data: { how: 'done_outside', reason: 'called the hotel', evidence: { ticket: 12 } } })
    const skipped = await stuck()
    expect(() => skipped.run.resolveUndo({ step: 'b', how: 'skipped', reason: ' ' })).toThrow(/a reason is needed/)
    skipped.run.resolveUndo({ step: 'b', how: 'skipped', reason: 'worth less than the call' })
    expect(await skipped.run.settled()).toMatchObject({ status: 'rolled_back', left: [], residue: ['b'] })
    expect(() => skipped.run.resolveUndo({ step: 'b', how: 'retry' })).toThrow(/not among what the run has left/)
  })

  it('U11 F1 is the same when it comes from the log', async () => {
    const { run, events } = await stuck()
    const again = runDocument({ steps: [step('a', undo), step('b', { ...undo, undo: 'undo_b' }), step('bad', { after: ['a', 'b'] })], handlers: [step('undo'), step('undo_b')] }, { recover: events })
    expect(again.run.state.left).toEqual(run.state.left)
    again.run.resolveUndo({ step: 'b', how: 'retry' })
    expect(await again.run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
  })
})

describe('single wave', () => {
  const steps = [step('a'), step('b'), step('c', { after: ['a'] }), step('g', { kind: 'group', after: ['b'], steps: [step('x'), step('y', { after: ['x'] })] }), step('z', { after: ['c', 'g'] })]

  it('S9 runs one wave of the top level, then halts; each resume runs the next', async () => {
    const { run, executor } = runDocument({ steps }, { wave: true })
    const waves: string[][] = []
    for (let seen = 0; ; ) {
      const { status } = await run.settled()
      waves.push(executor.calls.slice(seen).map((call) => call.path))
      seen = executor.calls.length
      if (status !== 'halted') break
      expect(run.state).toMatchObject({ status: 'halted' })
      run.resume()
    }
    expect(waves).toEqual([['a', 'b'], ['c', 'g.x', 'g.y'], ['z']])
    expect(run.state.status).toBe('succeeded')
  })

  it('S9 H1 halts and goes on from the log alone', async () => {
    const first = runDocument({ steps }, { wave: true })
    await first.run.settled()
    const again = runDocument({ steps }, { recover: first.events })
    again.run.resume()
    expect((await again.run.settled()).status).toBe('halted')
    expect(again.executor.calls.map((call) => call.path)).toEqual(['c', 'g.x', 'g.y'])
  })
})

describe('adapting a halted run', () => {
  const halting = [step('a', undo), step('h', { after: ['a'] }), step('old', { after: ['h'] })]
  const start = async () => {
    const test = runDocument({ steps: halting, handlers: [step('undo')] }, { scripts: { h: () => ({ kind: 'halt', value: 1 }) } })
    await test.run.settled()
    return test
  }
  const version = (steps: readonly ReturnType<typeof step>[], more: object = {}) => ({ hash: 'v2', document: { eddy: 1, name: 'test', steps, handlers: [step('undo')], ...more } as const })

  it('H6 replaces, adds and removes what has not begun', async () => {
    const { run, executor, log } = await start()
    run.adapt(version([step('a', undo), step('h', { after: ['a'] }), step('new', { after: ['h'] }), step('also', { arguments: [{ name: 'x', from: { result: 'a' } }] })]))
    run.resume()
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.map((call) => call.path)).toEqual(['a', 'h', 'new', 'also'])
    expect(log()).toContain('run.adapted')
  })

  it('H6 is refused with every reason where what has run would be lost', async () => {
    const { run } = await start()
    const adapt = (...args: Parameters<typeof version>) => () => run.adapt(version(...args))
    expect(adapt([step('h'), step('x')])).toThrow(/"a" has begun, and the new version has no step of that name/)
    expect(adapt([step('a', { ...undo, kind: 'once' }), step('h', { after: ['new'] }), step('new')])).toThrow(/begun as effect, and is once.*would wait for "new"/)
    expect(adapt(halting, { handlers: [] })).toThrow(/undone by "undo", which the new version lacks/)
    expect(adapt(halting, { inputs: [{ name: 'who' }] })).toThrow(/needs the input "who"/)
    expect(adapt([step('a', undo), step('h', { after: ['a'] }), step('p', { after: ['q'] }), step('q', { after: ['p'] })])).toThrow(/wait for each other/)
    expect(run.state.status).toBe('halted')
  })

  it('H6 F1 goes on from the log alone, and rolls back what ran before', async () => {
    const { run, events } = await start()
    run.adapt(version([step('a', undo), step('h', { after: ['a'] }), step('new', { ...undo, after: ['h'] }), step('bad', { after: ['new'] })]))
    const test = runDocument({ steps: halting, handlers: [step('undo')] }, { recover: run.state.seq > events.length ? [...events, { seq: events.length + 1, at: 0, type: 'run.adapted', data: version([step('a', undo), step('h', { after: ['a'] }), step('new', { ...undo, after: ['h'] }), step('bad', { after: ['new'] })]) }] : events, scripts: { bad: () => fail() } })
    test.run.resume()
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['new', 'a'] })
  })

  it('H6 what is new inside a container that has its value never begins', async () => {
    const inside = (...steps: readonly ReturnType<typeof step>[]) => [step('g', { kind: 'group', steps }), step('h', { after: ['g'] }), step('w', { kind: 'wait.timer', config: { duration: 'PT1S' }, after: ['h'] })]
    const test = runDocument({ steps: inside(step('a')) }, { scripts: { h: () => ({ kind: 'halt', value: 1 }), late: () => fail() } })
    await test.run.settled()
    test.run.adapt(version(inside(step('a'), step('late'))))
    test.run.resume()
    test.clock.advance(1000)
    expect((await test.run.settled()).status).toBe('succeeded')
    expect(test.executor.calls.map(({ path }) => path)).toEqual(['g.a', 'h'])
  })

  it.each([[undo, { kind: 'effect' }, ['a']], [{ kind: 'effect' }, undo, []]])('H6 U3 what has succeeded is undone as was said then: %j, now %j', async (before, now, undone) => {
    const test = runDocument({ steps: [step('a', before), step('h', { after: ['a'] })], handlers: [step('undo')] }, { scripts: { h: () => ({ kind: 'halt', value: 1 }), bad: () => fail() } })
    await test.run.settled()
    test.run.adapt(version([step('a', now), step('h', { after: ['a'] }), step('bad', { after: ['h'] })]))
    test.run.resume()
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone })
    expect(test.executor.calls.filter(({ purpose }) => purpose === 'undo').map(({ step: { name } }) => name)).toEqual(undone.map(() => 'undo'))
  })

  it('H6 inside a container that is open', async () => {
    const inside = (...steps: readonly ReturnType<typeof step>[]) => [step('g', { kind: 'group', steps })]
    const test = runDocument({ steps: inside(step('a', undo), step('h', { after: ['a'] }), step('old', { after: ['h'] })), handlers: [step('undo')] }, { scripts: { h: () => ({ kind: 'halt', value: 1 }), bad: () => fail() } })
    await test.run.settled()
    test.run.adapt(version(inside(step('a', undo), step('h', { after: ['a'] }), step('bad', { after: ['h', 'also'] }), step('also', undo))))
    test.run.resume()
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.also', 'g.a'] })
  })

  it('L1 U9 H5 ends after a second crash, though an attempt that was made again for its undo was in flight', async () => {
    const effect = { kind: 'effect', undo: 'undo' } as const
    const document = { steps: [step('slow', effect), step('other', effect), step('bad')], handlers: [step('undo')], failure: { steps: [step('tell')] }, options: { drain: 'PT5S' } } as const
    const deaf = () => new Promise<Outcome>(() => undefined)
    const first = runDocument(document, { scripts: { slow: deaf, bad: () => new Promise((resolve) => setTimeout(() => resolve(fail()))), undo: deaf } })
    await new Promise((resolve) => setTimeout(resolve, 5))
    first.clock.advance(5000)
    expect(first.log()).toContain('undo.started other')
    const second = runDocument(document, { recover: first.events, scripts: { slow: deaf, undo: deaf } })
    expect(second.log().slice(-2)).toEqual(['step.interrupted slow', 'step.started slow'])
    const { run } = runDocument(document, { recover: second.events, scripts: { tell: () => fail('nobody there', { retryable: false }) } })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', undone: ['other'], left: ['slow'] })
  })
})
