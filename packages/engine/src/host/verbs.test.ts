import type { Json, WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cancelPreview } from '../decide/cancel-preview.ts'
import { keptResults } from '../decide/kept-results.ts'
import { createState } from '../state/run-state.ts'
import { evolve } from '../state/evolve.ts'
import { arbitraryRun } from '../testing/arbitrary-run.ts'
import { memoryPorts } from './memory-ports.ts'
import { runDocument, step, type TestRun } from '../testing/run-document.ts'
import { fail, ok, pathEvaluator, ScriptedExecutor, type Script } from '../testing/scripted-executor.ts'
import { startRun } from './start-run.ts'

const never: Script = () => new Promise(() => {})
const broken: Script = () => fail('no', { retryable: false })
const says = (value: Json = null): Script => () => ok(value)

/** The whole of a recorded run, all scopes kept. */
function recorded({ plan, events }: Pick<TestRun, 'plan' | 'events'>) {
  const state = createState(plan, { keepsAll: true })
  for (const event of events) evolve(state, event)
  return state
}

/** A second run of the same plan with what the first may hand on. */
function again(first: TestRun, scripts: { readonly [name: string]: Script }, from?: string) {
  const kept = keptResults(recorded(first), { from })
  if (kept === undefined) throw new Error('the first run is not over')
  const executor = new ScriptedExecutor(scripts)
  const ports = memoryPorts({ executor, evaluator: pathEvaluator, clock: first.clock, ids: { random: () => 0.5 } })
  const run = startRun({ runId: 'second', plan: first.plan, ports, input: {}, kept: { from: 'run', results: kept.results } })
  const log = () => ports.journal.events.map((event) => (event.step === undefined ? event.type : `${event.type} ${event.step}`))
  return { run, kept, executor, events: ports.journal, log }
}

describe('halting on request', () => {
  it('H7 lets what is in flight end, starts nothing more, and resumes like any halt', () => {
    let done = (_value: unknown): void => undefined
    const { run, log } = runDocument({ steps: [step('a'), step('b', { after: ['a'] })] }, { scripts: { a: () => new Promise((resolve) => (done = () => resolve({ kind: 'ok', value: 1 }))) } })
    run.halt({ reason: 'lunch' })
    run.halt()
    expect(run.state.status).toBe('halting')
    done(undefined)
    return run.settled().then(async () => {
      expect(log().filter((line) => /halt|step\.(started|succeeded)/.test(line))).toEqual(['step.started a', 'run.halting', 'step.succeeded a', 'run.halted'])
      expect(run.state.status).toBe('halted')
      run.resume()
      await run.settled()
      expect(run.state.status).toBe('succeeded')
      expect(() => run.halt()).toThrow('only a running one')
    })
  })

  it('H7 says that it was asked for, and is taken up again from the log', async () => {
    const document = { steps: [step('wait', { kind: 'wait.timer', config: { duration: 'PT1H' } }), step('b', { after: ['wait'] })] }
    const first = runDocument(document)
    first.run.halt()
    await first.run.settled()
    expect(first.events.at(-1)).toMatchObject({ type: 'run.halted', data: { reason: 'asked' } })
    const second = runDocument(document, { recover: first.events })
    second.run.resume()
    second.clock.runTo(3_600_000)
    await second.run.settled()
    expect(second.run.state.status).toBe('succeeded')
  })
})

describe('retrying now', () => {
  it('R7 ends the backoff, once; the attempt counts', async () => {
    let calls = 0
    const { run, clock, log } = runDocument({ steps: [step('a', { retry: { max: 1, backoff: { initial: 'PT1H' } } })] }, { scripts: { a: () => (++calls === 1 ? fail('busy') : ok(1)) } })
    expect(run.state.timers.size).toBe(1)
    run.retryNow('a')
    await run.settled()
    expect(log().slice(-4)).toEqual(['timer.fired a', 'step.started a', 'step.succeeded a', 'run.succeeded'])
    clock.runTo(7_200_000)
    expect(calls).toBe(2)
    expect(() => run.retryNow()).toThrow('nothing of the run waits')
  })

  it('R7 refuses where nothing waits', () => {
    const { run } = runDocument({ steps: [step('a')] }, { scripts: { a: never } })
    expect(() => run.retryNow('a')).toThrow('does not wait')
  })
})

describe('the preview of a cancel', () => {
  const effect = { kind: 'effect', undo: 'undo' } as const
  const handlers = [step('undo')]

  it('U12 numbers what would be undone, and tells what stays and what is not known', () => {
    const { run } = runDocument({ steps: [step('a', effect), step('b', { ...effect, after: ['a'] }), step('mail', { kind: 'effect', after: ['b'] }), step('ship', { ...effect, after: ['mail'] })], handlers }, { scripts: { ship: never } })
    expect(cancelPreview(run.state)).toEqual({ undone: [{ path: 'b', order: 1 }, { path: 'a', order: 2 }], kept: ['mail'], unknown: ['ship'] })
  })

  it('U12 nothing before the point of no return would be undone, and a run that is over has no preview', async () => {
    const { run } = runDocument({ steps: [step('a', effect), step('pay', { ...effect, role: 'pivot', after: ['a'] }), step('b', { after: ['pay'] })], handlers }, { scripts: { b: never } })
    expect(cancelPreview(run.state)).toEqual({ undone: [], kept: ['a', 'pay'], unknown: [] })
    const over = runDocument({ steps: [step('a')] })
    await over.run.settled()
    expect(cancelPreview(over.run.state)).toBeUndefined()
  })

  it('U12 a cancel at that moment does exactly what was told, whatever the run', () => {
    fc.assert(
      fc.property(arbitraryRun, fc.nat(12), (drawn, after) => {
        let calls = 0
        // from some call on, steps hang: there is always a moment to cancel
        const scripts = Object.fromEntries([...drawn.scripts.keys()].map((name) => [name, (): ReturnType<Script> => (++calls > after ? new Promise(() => {}) : ok(name))]))
        const test = runDocument({ steps: drawn.steps, handlers: drawn.handlers, options: { maxConcurrency: drawn.maxConcurrency, rollback: drawn.rollback, drain: 'PT0S' } }, { scripts })
        const preview = cancelPreview(test.run.state)
        if (preview === undefined) return
        test.run.cancel()
        for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
        const undone = [...test.run.state.undone]
        expect(new Set(undone)).toEqual(new Set(preview.undone.map(({ path }) => path)))
        if (drawn.rollback === 'sequential') expect(undone).toEqual(preview.undone.map(({ path }) => path))
      }),
      { numRuns: 200 },
    )
  })
})

describe('running again with kept results', () => {
  const data = (name: string, result: string): Pick<WorkflowDocument['steps'][number], 'arguments'> => ({ arguments: [{ name, from: { result } }] })
  const document = { steps: [step('price'), step('charge', { kind: 'once', ...data('price', 'price') }), step('wait', { kind: 'wait.timer', config: { duration: 'PT1H' }, after: ['charge'] }), step('ship', { after: ['wait'], ...data('charge', 'charge') })] }
  const scripts = { price: says(10), charge: says('ch_1'), ship: broken }

  async function failed(): Promise<TestRun> {
    const first = runDocument(document, { scripts })
    first.clock.runTo(3_600_000)
    await first.run.settled()
    return first
  }

  it('K1 K2 carries out the failed step and what follows, nothing else, and names the run that the rest is from', async () => {
    const first = await failed()
    const second = again(first, { ship: says('sent') })
    expect(second.kept).toEqual({ results: { price: 10, charge: 'ch_1', wait: null }, again: [{ path: 'ship', because: 'unfinished', stands: false }] })
    await second.run.settled()
    expect(second.run.state).toMatchObject({ status: 'succeeded', value: 'sent' })
    expect(second.executor.calls.map(({ path }) => path)).toEqual(['ship'])
    expect(second.executor.calls[0]?.arguments).toEqual({ charge: 'ch_1' })
    expect(second.events.events.find((event) => event.type === 'step.succeeded' && event.step === 'charge')).toMatchObject({ data: { value: 'ch_1', by: 'run run' } })
  })

  it('K2 what was undone runs again, and so does all that was made from it', async () => {
    const undoable = { steps: [step('quote'), step('room', { kind: 'undoable' }), step('label', { ...data('room', 'room') }), step('ship', { after: ['label', 'quote'] })] }
    const first = runDocument(undoable, { scripts: { quote: says(1), room: says('r1'), label: says('l1'), ship: broken } })
    await first.run.settled()
    const second = again(first, { room: says('r2'), label: says('l2'), ship: says('sent') })
    expect(second.kept.results).toEqual({ quote: 1 })
    expect(second.kept.again.map(({ path, because }) => `${path} ${because}`)).toEqual(['room undone', 'label depends', 'ship unfinished'])
    await second.run.settled()
    expect(second.executor.calls.map(({ path }) => path)).toEqual(['room', 'label', 'ship'])
  })

  it('K2 from a step on: it and what depends on it run again, and an effect that stands is told', async () => {
    const first = runDocument(document, { scripts: { ...scripts, ship: says('sent') } })
    first.clock.runTo(3_600_000)
    await first.run.settled()
    expect(keptResults(recorded(first), { from: 'charge' })).toEqual({
      results: { price: 10 },
      again: [{ path: 'charge', because: 'chosen', stands: true }, { path: 'wait', because: 'depends', stands: false }, { path: 'ship', because: 'depends', stands: false }],
    })
  })

  it('K1 what was kept is undone when the new run fails', async () => {
    const steps = [step('room', { kind: 'effect', undo: 'release', role: 'compensatable' }), step('ship', { after: ['room'] })]
    const pivotless = { steps, handlers: [step('release')] }
    const first = runDocument(pivotless, { scripts: { room: says('r1'), ship: never } })
    first.run.cancel({ rollback: false })
    first.clock.runTo(60_000)
    await first.run.settled()
    const second = again(first, { ship: broken, release: says(null) })
    expect(second.kept.results).toEqual({ room: 'r1' })
    await second.run.settled()
    expect(second.run.state).toMatchObject({ status: 'rolled_back', undone: ['room'] })
  })

  it('K1 elements of a map that succeeded are kept, whichever they are', async () => {
    const map: WorkflowDocument['steps'][number] = { ...step('each', { kind: 'map', arguments: [{ name: 'source', from: { value: [1, 2, 3] as Json } }], steps: [step('act', { arguments: [{ name: 'x', from: { element: 'each' } }] })] }) }
    const first = runDocument({ steps: [map] }, { scripts: { act: (request) => (request.arguments['x'] === 3 ? fail('no', { retryable: false }) : ok(`done ${JSON.stringify(request.arguments['x'])}`)) } })
    await first.run.settled()
    const second = again(first, { act: says('done again') })
    await second.run.settled()
    expect(second.executor.calls.map(({ path }) => path)).toEqual(['each[2].act'])
    expect(second.run.state.value).toEqual(['done 1', 'done 2', 'done again'])
  })

  it('K2 a step that is another in the new run runs again, and what depends on it', async () => {
    const kept = keptResults(recorded(await failed()), { changed: (path) => path === 'price' })
    expect(kept?.again.map(({ path, because }) => `${path} ${because}`)).toEqual(['price changed', 'charge depends', 'wait depends', 'ship unfinished'])
  })

  it('K2 what is inside a container that is another, or from which it goes on, runs again', async () => {
    const first = runDocument({ steps: [step('g', { kind: 'group', steps: [step('in')] })] })
    await first.run.settled()
    for (const options of [{ from: 'g' }, { changed: (path: string) => path === 'g' }]) expect(keptResults(recorded(first), options)?.again).toEqual([{ path: 'g.in', because: 'depends', stands: false }])
  })

  it('K2 a run that is under way hands nothing on', () => {
    const { plan, events } = runDocument({ steps: [step('a')] }, { scripts: { a: never } })
    expect(keptResults(recorded({ plan, events }))).toBeUndefined()
  })
})
