import { describe, expect, it } from 'vitest'
import type { Journal } from '../port/ports.ts'
import { startRun } from './start-run.ts'
import { fail, ok, runDocument, step, type Script, type TestOptions } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const turn = () => new Promise((resolve) => setTimeout(resolve))

/** `later` is answered when the test says so. */
function slowly(): { readonly evaluator: NonNullable<TestOptions['evaluator']>; readonly answer: () => void } {
  const waiting: (() => void)[] = []
  return { evaluator: { evaluate: (expr) => (expr === 'later' ? new Promise((resolve) => waiting.push(() => resolve(true))) : true) }, answer: () => waiting.splice(0).forEach((go) => go()) }
}

describe('a run that turns while a step is being prepared', () => {
  it('L1 U1 nothing of the forward part begins in the failure lane', async () => {
    const { evaluator, answer } = slowly()
    const { run, executor } = runDocument({ steps: [step('a', { kind: 'effect', guards: [{ when: 'later' }] }), step('b')], failure: { steps: [step('w', { kind: 'wait.signal', config: { name: 'seen' } })] } }, { evaluator, scripts: { b: () => fail() } })
    answer()
    await turn()
    answer()
    await turn()
    expect(run.signal({ name: 'seen', payload: 1 })).toBe(true)
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', failureLane: { status: 'succeeded' } })
    expect(executor.calls.map(({ path }) => path)).toEqual(['b'])
  })

  it('H5 an attempt in doubt that was about to be made again is made once more, to learn what there is to undo', async () => {
    const { evaluator, answer } = slowly()
    const steps = [step('a', { ...undo, guards: [{ when: 'later' }] }), step('b', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('c', { after: ['b'] })]
    const before = runDocument({ steps, handlers }, { evaluator, scripts: { a: () => new Promise(() => undefined) } })
    answer()
    await turn()
    before.run.detach()
    const { run, clock, executor } = runDocument({ steps, handlers }, { evaluator, recover: before.events, scripts: { c: () => fail() } })
    await turn()
    clock.advance(1000)
    answer()
    await turn()
    answer()
    await turn()
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['a'] })
    expect(executor.calls.filter(({ path, purpose }) => path === 'a' && purpose === 'run')).toHaveLength(1)
  })
})

describe('halting', () => {
  it('C3 H1 an element that comes while the run is halted is taken when it goes on', async () => {
    const pulls: ((value: IteratorResult<number>) => void)[] = []
    const { run, executor } = runDocument({ steps: [step('m', { kind: 'map', config: { concurrency: 1 }, arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('e')] })] }, { openStream: () => ({ next: () => new Promise((resolve) => pulls.push(resolve)) }) })
    run.halt()
    expect((await run.settled()).status).toBe('halted')
    pulls.shift()?.({ done: false, value: 1 })
    await turn()
    run.resume()
    await turn()
    expect(executor.calls.map(({ path }) => path)).toEqual(['m[0].e'])
    pulls.shift()?.({ done: true, value: undefined })
    expect((await run.settled()).status).toBe('succeeded')
  })

  it('S9 a wave ends when what has begun can only go on with the next', async () => {
    const inner = step('g', { kind: 'group', steps: [step('x', { after: ['b'] })] })
    const { run, log } = runDocument({ steps: [step('a'), step('b', { after: ['a'] }), inner] }, { wave: true })
    expect((await run.settled()).status).toBe('halted')
    expect(log()).not.toContain('step.started b')
    run.resume()
    expect((await run.settled()).status).toBe('succeeded')
  })

  it('H1 H4 a run that goes on before its halt is stored is not told to be at rest', async () => {
    const flushes: (() => void)[] = []
    const tested = runDocument({ steps: [step('a', undo), step('h', { after: ['a'] })], handlers }, { scripts: { h: () => ({ kind: 'halt', value: 1 }), undo: () => turn().then(() => ok()) } })
    void tested.run.settled()
    const events: unknown[] = []
    const journal: Journal = { append: (more) => void events.push(...more), flushed: () => new Promise((resolve) => flushes.push(resolve)) }
    const { log: _, ...ports } = { ...tested.ports, log: undefined, journal }
    const run = startRun({ runId: 'slow', plan: tested.plan, input: {}, ports })
    const settled = run.settled()
    const store = async () => {
      flushes.splice(0).forEach((done) => done())
      await turn()
    }
    while (run.state.status !== 'halted') await store()
    run.cancel()
    for (let i = 0; i < 10; i++) await store()
    expect((await settled).status).toBe('cancelled')
  })

  it('H9 a host that has let go of a run begins nothing that it was about to', async () => {
    const flushes: (() => void)[] = []
    const tested = runDocument({ steps: [step('z')] })
    const journal: Journal = { append: () => undefined, flushed: () => new Promise((resolve) => flushes.push(resolve)) }
    const calls: string[] = []
    const executor = { execute: ({ path }: { readonly path: string }) => (calls.push(path), ok()) }
    const { plan } = runDocument({ steps: [step('a', undo)], handlers })
    const run = startRun({ runId: 'left', plan, input: {}, ports: { ...tested.ports, journal, executor } })
    run.detach()
    flushes.forEach((done) => done())
    await turn()
    expect(calls).toEqual([])
  })
})

describe('time limits', () => {
  it('H2 R3 of a race: its branches are taken down, then its rules decide', async () => {
    const hangs: Script = ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(fail())))
    const { run, clock, log } = runDocument({ steps: [step('r', { kind: 'race', timeout: 'PT1S', onError: [{ when: 'error.code = "STEP_TIMEOUT"', then: 'continue', value: 'error.code' }], branches: [{ steps: [step('a', undo), step('b', { after: ['a'] })] }] })], handlers }, { scripts: { b: hangs } })
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'STEP_TIMEOUT' })
    expect(log()).toContain('undo.succeeded r[0].a')
  })

  it('H2 an attempt is told that its time is up before another begins', async () => {
    const told: string[] = []
    const hangs: Script = ({ signal, context: { attempt } }) => {
      told.push(`begins ${attempt}`)
      signal.addEventListener('abort', () => told.push(`is told ${attempt}`))
      return attempt === 1 ? new Promise(() => undefined) : ok()
    }
    const { run, clock } = runDocument({ steps: [step('a', { timeout: 'PT1S', retry: { max: 1, backoff: { initial: 'PT0S' } } })] }, { scripts: { a: hangs } })
    clock.advance(1000)
    expect((await run.settled()).status).toBe('succeeded')
    expect(told).toEqual(['begins 1', 'is told 1', 'begins 2'])
  })

  it('H5 an attempt that is repeated to be undone, and halts, is left: nothing is known of it', async () => {
    let calls = 0
    const asks: Script = () => (++calls === 1 ? { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } } : { kind: 'halt', value: 'ask' })
    const { run } = runDocument({ steps: [step('a', undo)], handlers }, { scripts: { a: asks } })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })
})
