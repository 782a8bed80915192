import { describe, expect, it } from 'vitest'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo', { arguments: [{ name: 'was', from: { origin: 'value' } }, { name: 'with', from: { origin: 'arguments' } }] })]
const broken = step('broken', { after: ['a', 'b'] })
const scripts = { a: () => ok('A'), b: () => ok('B'), broken: () => fail() }

it('U2 U3 undoes in reverse order of completion, with result and arguments as they were', async () => {
  const { executor, run, log } = runDocument({ steps: [step('a', { ...undo, arguments: [{ name: 'x', from: { value: 1 } }] }), step('b', undo), broken], handlers }, { scripts })
  expect(executor.calls.filter((call) => call.purpose === 'undo').map((call) => [call.path, call.arguments])).toEqual([['b', { was: 'B', with: {} }], ['a', { was: 'A', with: { x: 1 } }]])
  expect(log().slice(-7)).toEqual(['rollback.started', 'undo.started b', 'undo.succeeded b', 'undo.started a', 'undo.succeeded a', 'rollback.completed', 'run.failed'])
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['b', 'a'], left: [] })
})

it('U3 kinds with an undo of their own use it, unless another is named', () => {
  const { executor } = runDocument({ steps: [step('a', { kind: 'undoable' }), step('b', { kind: 'undoable', undo: 'none' }), broken] }, { scripts })
  expect(executor.calls.filter((call) => call.purpose === 'undo')).toMatchObject([{ path: 'a', undoing: { value: 'A', arguments: {} } }])
})

describe('an undo that fails', () => {
  const stuck = (script: Script, retry = {}) => runDocument({ steps: [step('a', undo), step('b', { ...undo, undo: 'undo_b' }), broken], handlers: [...handlers, step('undo_b', retry)] }, { scripts: { ...scripts, undo_b: script } })

  it.each([['fails', () => fail()], ['throws', () => { throw new Error('no') }], ['answers garbage', () => 7 as never]] as const)('U4 does not stop the others when it %s', async (_, script) => {
    expect(await stuck(script).run.settled()).toMatchObject({ status: 'rollback_incomplete', undone: ['a'], left: ['b'] })
  })

  it('U3 is tried up to five times when it asks for it, with backoff', () => {
    const { clock, executor, run } = stuck(() => ({ kind: 'retry' }))
    clock.advance(60_000)
    expect(executor.calls.filter((call) => call.step.name === 'undo_b')).toHaveLength(5)
    expect(run.state.status).toBe('rollback_incomplete')
  })

  it('U3 says each time who undoes, and why it is tried again', () => {
    const test = stuck((request) => (request.context.attempt < 3 ? { kind: 'retry', reason: 'busy' } : ok()))
    test.clock.advance(60_000)
    const told = test.events.filter((event) => event.step === 'b' && event.type.startsWith('undo.')).map(({ type, data }) => [type, 'reason' in data ? data.reason : 'handler' in data ? data.handler : null])
    const asked = { code: 'RETRY_ASKED', message: 'busy' }
    expect(told).toMatchObject([['undo.started', 'undo_b'], ['undo.retrying', asked], ['undo.started', 'undo_b'], ['undo.retrying', asked], ['undo.started', 'undo_b'], ['undo.succeeded', null]])
  })

  it('U3 is tried as often as its handler says', () => {
    const { clock, run } = stuck((request) => (request.context.attempt < 3 ? fail() : ok()), { retry: { max: 2 } })
    clock.advance(60_000)
    expect(run.state.status).toBe('rolled_back')
  })
})

it('U1 waits for what is in flight, tells it to stop, and undoes what it still did', async () => {
  let finish = () => {}
  let aborted = false
  const slow: Script = (request) => new Promise((resolve) => {
    request.signal.addEventListener('abort', () => (aborted = true))
    finish = () => resolve(ok('late'))
  })
  const { log, run } = runDocument({ steps: [step('a', undo), step('slow', undo), step('bad', { after: ['a'] })], handlers }, { scripts: { slow, bad: () => fail() } })
  expect([run.state.status, aborted]).toEqual(['failing', true])
  finish()
  expect((await run.settled()).undone).toEqual(['slow', 'a'])
  expect(log().indexOf('rollback.started')).toBeGreaterThan(log().indexOf('step.succeeded slow'))
})

it('U1 goes on without a straggler after the drain, and undoes its late success', async () => {
  let finish = () => {}
  const { clock, log, run } = runDocument({ steps: [step('slow', undo), step('bad')], handlers, options: { drain: 'PT5S' } }, { scripts: { slow: () => new Promise((resolve) => (finish = () => resolve(ok('late')))), bad: () => fail() } })
  clock.advance(5000)
  expect((await run.settled()).status).toBe('rolled_back')
  expect(log()).toContain('step.straggled slow')
  finish()
  await new Promise((resolve) => setTimeout(resolve))
  expect(log().slice(-3)).toEqual(['step.succeeded slow', 'undo.started slow', 'undo.succeeded slow'])
})

it('U5 puts the steps of every scope on one stack, unless they are not reversible', async () => {
  const inner = (name: string) => step(name, undo)
  const nested = [
    step('g', { kind: 'group', steps: [inner('x'), step('m', { kind: 'map', after: ['x'], arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [inner('e')] })] }),
    step('kept', { kind: 'group', after: ['g'], reversible: false, steps: [inner('k')] }),
    step('bad', { after: ['kept'] }),
  ]
  const { run } = runDocument({ steps: nested, handlers }, { scripts: { bad: () => fail() } })
  expect(await run.settled()).toMatchObject({ undone: ['g.m[1].e', 'g.m[0].e', 'g.x'], residue: ['kept.k'] })
})

it('U7 after a pivot a failure goes forward: again, or to a person', async () => {
  const pivot = (retryable: boolean) => runDocument({ steps: [step('a', undo), step('p', { after: ['a'], role: 'pivot' }), step('z', { after: ['p'] })], handlers }, { scripts: { z: (request) => (request.context.attempt < 4 ? fail('later', { retryable }) : ok('made it')) } })
  const again = pivot(true)
  again.clock.advance(60_000)
  expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: 'made it' })
  const halted = pivot(false)
  expect((await halted.run.settled()).status).toBe('halted')
  expect(halted.events.at(-1)).toMatchObject({ type: 'run.halted', data: { reason: 'pivot' } })
  expect(halted.log()).not.toContain('rollback.started')
})

it('U7 R4 after a pivot a handler that fails leaves its step to a person, also when the run is taken up from its log', async () => {
  const document = { steps: [step('a', undo), step('p', { after: ['a'], role: 'pivot' as const }), step('z', { after: ['p'], compensate: 'fix' })], handlers: [...handlers, step('fix')] }
  const scripts = { z: () => fail('no'), fix: () => fail('nor I') }
  const { run, events, log } = runDocument(document, { scripts })
  expect(await run.settled()).toMatchObject({ status: 'halted', value: { error: { code: 'COMPENSATION_FAILED', cause: { message: 'no' } } } })
  expect(log()).not.toContain('rollback.started')
  const again = runDocument(document, { scripts, recover: events })
  expect(again.run.state.status).toBe('halted')
  again.run.resume({ payload: 'seen to' })
  expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: 'seen to' })
})

it('U7 L1 a failure lane does not go forward: its failure is told', async () => {
  const lost = step('z', { after: ['p'], arguments: [{ name: 'x', from: { value: 1 }, path: ['none'] }] })
  const { run } = runDocument({ steps: [step('p', { role: 'pivot' }), lost], failure: { steps: [step('tell')] } }, { scripts: { tell: () => fail('nobody there') } })
  expect(await run.settled()).toMatchObject({ status: 'failed', error: { code: 'ARGUMENT_ERROR' }, failureLane: { status: 'failed', error: { message: 'nobody there' } } })
})

it('U8 undoes a succeeded run as a whole, once', async () => {
  const { run } = runDocument({ steps: [step('a', undo), step('b', undo)], handlers })
  await run.settled()
  run.undo()
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['b', 'a'] })
  expect(() => run.undo()).toThrow(/only a succeeded run/)
})

it('U10 names the effects that stay', async () => {
  const { run } = runDocument({ steps: [step('mail', { kind: 'once' }), step('a', undo), broken, step('b')], handlers }, { scripts })
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['a'], residue: ['mail'] })
})

it('U4 U6 an undo of a group that waits for its next attempt goes on when the whole run rolls back', async () => {
  let tries = 0
  const { run, clock, executor } = runDocument(
    {
      steps: [step('g', { kind: 'group', config: { onFailure: 'contain' }, steps: [step('early', undo), step('late', { ...undo, undo: 'slow', after: ['early'] }), step('inner_bad', { after: ['late'] })] }), step('side', undo), step('hold', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('bad', { after: ['hold'] })],
      handlers: [step('undo'), step('slow', { retry: { max: 3, backoff: { initial: 'PT5S' } } })],
    },
    { scripts: { inner_bad: () => fail(), bad: () => fail(), slow: () => (++tries < 2 ? fail('busy') : ok()) } },
  )
  clock.advance(1000)
  expect(run.state.status).toBe('rolling_back')
  clock.advance(10_000)
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.late', 'g.early', 'side'], left: [], residue: [] })
  expect(executor.calls.filter((call) => call.step.name === 'slow')).toHaveLength(2)
})
