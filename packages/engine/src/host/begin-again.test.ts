import { describe, expect, it } from 'vitest'
import { createRunView } from '../state/create-run-view.ts'
import { runResult } from './run-result.ts'
import { createState } from '../state/run-state.ts'
import { evolve } from '../state/evolve.ts'
import { fail, ok, runDocument, step, type Script, type TestRun } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const once = { max: 1, backoff: { initial: 'PT1S' } }

/** What the stored log alone says of the run, without what a host remembers. */
function folded({ plan, events }: TestRun) {
  const state = createState(plan)
  for (const event of events) evolve(state, structuredClone(event))
  createRunView(plan).apply(events)
  const { stats: _, ...result } = runResult(state)
  return result
}

/** Fails the first time that it is called for this path, then answers its key. */
const failsOnce = (path: string): Script => {
  let calls = 0
  return (request) => (request.path === path && ++calls === 1 ? fail() : ok(request.idempotencyKey))
}

describe('a container that is tried again', () => {
  const rounds = (rollback: 'sequential' | 'parallel') =>
    runDocument({ steps: [step('r', { kind: 'repeat', config: { maxRounds: 2, onFailure: 'contain' }, retry: once, steps: [step('a', undo)] }), step('z', { after: ['r'] })], handlers, options: { rollback } }, { scripts: { a: failsOnce('r[1].a'), z: () => fail() } })

  it.each(['sequential', 'parallel'] as const)('U6 F1 a repeat first undoes the rounds that it has been through, %s', async (rollback) => {
    const tested = rounds(rollback)
    tested.clock.advance(1000)
    const { stats: _, ...result } = await tested.run.settled()
    expect(result).toMatchObject({ status: 'rolled_back', undone: ['r[0].a', 'r[1].a', 'r[0].a'] })
    expect(tested.log().indexOf('undo.succeeded r[0].a')).toBeLessThan(tested.log().indexOf('timer.set r'))
    expect(folded(tested)).toEqual(result)
  })

  it('U6 fails where what it has done cannot be undone', async () => {
    const { run } = runDocument({ steps: [step('r', { kind: 'repeat', config: { maxRounds: 2, onFailure: 'contain' }, retry: once, steps: [step('a', undo)] })], handlers }, { scripts: { a: failsOnce('r[1].a'), undo: () => fail() } })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['r[0].a'] })
  })

  it('U6 U4 is not tried again while something deep inside is left in place, which a person can still undo', async () => {
    let undos = 0
    const inner = step('in', { kind: 'group', config: { onFailure: 'contain' }, steps: [step('a', undo), step('b', { after: ['a'] })] })
    const { run, log } = runDocument({ steps: [step('out', { kind: 'group', config: { onFailure: 'contain' }, retry: once, steps: [inner] })], handlers }, { scripts: { b: () => fail(), undo: () => (++undos === 1 ? fail() : ok()) } })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['out.in.a'] })
    expect(log()).not.toContain('step.retrying out')
    run.resolveUndo({ step: 'out.in.a', how: 'retry' })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
  })

  it('R5 aims at new effects, also in steps that nothing undoes', async () => {
    let tries = 0
    const { run, clock, executor } = runDocument({ steps: [step('r', { kind: 'race', retry: once, branches: [{ steps: [step('a', { kind: 'effect' }), step('b', { after: ['a'] })] }] })] }, { scripts: { b: () => (++tries === 1 ? fail() : ok()) } })
    clock.advance(1000)
    await run.settled()
    expect(executor.calls.filter(({ path }) => path === 'r[0].a').map((call) => call.idempotencyKey)).toEqual(['run/r[0].a/1', 'run/r[0].a/2'])
  })

  it('R5 aims at new effects in containers inside that were tried again themselves', async () => {
    const keys: string[] = []
    const inner = step('in', { kind: 'group', config: { onFailure: 'contain' }, retry: once, steps: [step('a', { kind: 'effect' }), step('b', { after: ['a'] })] })
    const { run, clock } = runDocument({ steps: [step('out', { kind: 'group', config: { onFailure: 'contain' }, retry: once, steps: [inner, step('c', { after: ['in'] })] })] }, { scripts: { a: (request) => (keys.push(request.idempotencyKey), ok()), b: failsOnce('out.in.b'), c: failsOnce('out.c') } })
    clock.advance(1000)
    clock.advance(1000)
    expect((await run.settled()).status).toBe('succeeded')
    expect(keys).toEqual(['run/out.in.a/1', 'run/out.in.a/2', 'run/out.in.a/3'])
  })

  it('C3 U6 a map whose stream breaks off lets its elements end, and undoes them first', async () => {
    let opened = 0
    const stream = (breaks: boolean): AsyncIterator<number> => {
      let next = 0
      return { next: () => (++next === 2 && breaks ? Promise.reject(new Error('the connection was lost')) : Promise.resolve(next > 2 ? { done: true, value: undefined } : { done: false, value: next })) }
    }
    let end: () => void = () => undefined
    const slow: Script = ({ path }) => (opened === 1 ? new Promise((resolve) => (end = () => resolve(ok(path)))) : ok(path))
    const tested = runDocument({ steps: [step('m', { kind: 'map', retry: once, arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('a', undo)] }), step('z', { after: ['m'] })], handlers }, { scripts: { a: slow, z: () => fail() }, openStream: () => stream(++opened === 1) })
    await new Promise((resolve) => setTimeout(resolve))
    expect(tested.log()).not.toContain('step.retrying m')
    end()
    await new Promise((resolve) => setTimeout(resolve))
    expect(tested.log().filter((line) => /retrying|undo/.test(line))).toEqual(['step.retrying m', 'undo.started m[0].a', 'undo.succeeded m[0].a'])
    tested.clock.advance(1000)
    const { stats: _, ...result } = await tested.run.settled()
    expect(result).toMatchObject({ status: 'rolled_back', undone: ['m[0].a', 'm[1].a', 'm[0].a'] })
    expect(folded(tested)).toEqual(result)
  })
})

describe('what ends and leaves nothing', () => {
  it('F1 H2 no timer goes off of a step that is gone', async () => {
    const first = step('g', { kind: 'group', timeout: 'PT2S', config: { onFailure: 'contain' }, steps: [step('a')] })
    const tested = runDocument({ steps: [step('r', { kind: 'race', branches: [{ steps: [first] }, { steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT5S' } })] }] })] }, { scripts: { a: () => fail() } })
    tested.clock.advance(5000)
    expect(await tested.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(folded(tested)).toMatchObject({ status: 'succeeded' })
  })

  it('U13 H5 of what is in doubt in a branch that was lost a person can speak after the run', async () => {
    const lost: Script = () => ({ kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } })
    const branch = [step('a', { kind: 'once', onInterrupt: 'compensate' })]
    const { run, clock } = runDocument({ steps: [step('r', { kind: 'race', branches: [{ steps: branch }, { steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT5S' } })] }] }), step('z', { after: ['r'] })] }, { scripts: { a: lost, z: () => fail() } })
    clock.advance(5000)
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['r[0].a'] })
    run.resolveUndo({ step: 'r[0].a', how: 'not_happened' })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
  })

  it('U2 what its steps were made from is undone after all that was made of it', async () => {
    const each = step('m', { kind: 'map', after: ['w'], arguments: [{ name: 'source', from: { value: [1] } }], steps: [step('e', { after: ['a'] })] })
    const tested = runDocument({ steps: [step('a', undo), step('w'), each, step('b', { ...undo, after: ['m'] }), step('z', { after: ['b'] })], handlers, options: { rollback: 'parallel' } }, { scripts: { z: () => fail() } })
    await tested.run.settled()
    expect(tested.log().filter((line) => line.startsWith('undo.'))).toEqual(['undo.started b', 'undo.succeeded b', 'undo.started a', 'undo.succeeded a'])
    expect(folded(tested).status).toBe('rolled_back')
  })

  it('U11 one of two steps of a name is skipped, and the other is still undone', async () => {
    let undos = 0
    const again: Script = ({ context: { attempt } }) => (attempt === 1 ? { kind: 'ok', value: 1, steps: [step('a', undo)] } : ok(2))
    const { run, ports } = runDocument({ steps: [step('a', undo), step('z', { after: ['a'] })], handlers }, { scripts: { a: again, z: () => fail(), undo: () => (++undos <= 2 ? fail() : ok()) } })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a', 'a'] })
    run.resolveUndo({ step: 'a', how: 'skipped', reason: 'it may stay' })
    run.resolveUndo({ step: 'a', how: 'retry' })
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
    const { events } = ports.journal
    const [skipped, undone] = [events.find(({ type }) => type === 'undo.resolved'), events.find(({ type }) => type === 'undo.succeeded')]
    expect([skipped?.attempt, undone?.attempt]).toEqual([2, 1])
  })

  it('U7 H5 beyond the pivot a person is asked about what may have happened, and may not happen twice', async () => {
    const lost: Script = () => ({ kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } })
    const { run, executor } = runDocument({ steps: [step('p', { kind: 'effect', role: 'pivot' }), step('a', { kind: 'once', onInterrupt: 'compensate', after: ['p'] })] }, { scripts: { a: lost } })
    expect((await run.settled()).status).toBe('halted')
    expect(executor.calls.filter(({ path }) => path === 'a')).toHaveLength(1)
  })

  it('H6 another version brings nothing back to life in what has gone down', async () => {
    const inside = step('g', { kind: 'group', config: { onFailure: 'contain' }, onError: [{ when: 'true', then: 'halt' }], steps: [step('a'), step('b', { kind: 'effect', after: ['a'] })] })
    const wait = step('w', { kind: 'wait.timer', after: ['g'], config: { duration: 'PT1S' } })
    const { run, clock, executor, plan } = runDocument({ steps: [inside, wait] }, { scripts: { a: () => fail() } })
    expect((await run.settled()).status).toBe('halted')
    const open = step('g', { ...inside, steps: [step('a'), step('b', { kind: 'effect' })] })
    run.adapt({ document: { eddy: 1, name: plan.name, steps: [open, wait] }, hash: 'next' })
    run.resume()
    clock.advance(1000)
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.map(({ path }) => path)).toEqual(['g.a'])
  })

  it('U11 U1 of two steps of a name that are left each is listed, also the one that came late', async () => {
    let finish = (): void => undefined
    let undos = 0
    const again: Script = ({ context: { attempt } }) => (attempt === 1 ? { kind: 'ok', value: 1, steps: [step('a', undo)] } : new Promise((resolve) => (finish = () => resolve(ok(2)))))
    const { run, clock } = runDocument({ steps: [step('a', undo), step('w', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('z', { after: ['w'] })], handlers, options: { drain: 'PT1S' } }, { scripts: { a: again, z: () => fail(), undo: () => (++undos <= 2 ? fail() : ok()) } })
    clock.advance(1000)
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
    finish()
    await new Promise((resolve) => setTimeout(resolve))
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a', 'a'] })
    run.resolveUndo({ step: 'a', how: 'retry' })
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })

  it('U2 U9 what was being undone inside when the run went down is undone once', async () => {
    let finish = (): void => undefined
    let undos = 0
    const busy: Script = () => (++undos === 1 ? { kind: 'retry', delayMs: 1000 } : ok())
    const inside = step('g', { kind: 'group', config: { onFailure: 'contain' }, steps: [step('a', undo), step('f', { after: ['a'] })] })
    const each = step('m', { kind: 'map', arguments: [{ name: 'source', from: { value: [1] } }], steps: [step('b', { kind: 'effect', undo: 'slow' }), step('y', { after: ['g'] })] })
    const steps = [inside, each, step('w', { kind: 'wait.timer', config: { duration: 'PT0.5S' } }), step('z', { after: ['w'] })]
    const { run, clock, log } = runDocument({ steps, handlers: [...handlers, step('slow')], options: { rollback: 'parallel' } }, { scripts: { f: () => fail(), z: () => fail(), undo: busy, slow: () => new Promise((resolve) => (finish = () => resolve(ok()))) } })
    clock.advance(500)
    clock.advance(1000)
    finish()
    expect((await run.settled()).status).toBe('rolled_back')
    expect(log().filter((line) => line === 'undo.succeeded g.a')).toHaveLength(1)
  })

  it('H6 S7 what another version adds waits for the step that has taken over a name', async () => {
    let finish = (): void => undefined
    const again: Script = ({ context: { attempt } }) => (attempt === 1 ? { kind: 'ok', value: 1, steps: [step('a')] } : new Promise((resolve) => (finish = () => resolve(ok(2)))))
    const { run, executor, plan } = runDocument({ steps: [step('a')] }, { wave: true, scripts: { a: again } })
    expect((await run.settled()).status).toBe('halted')
    run.adapt({ document: { eddy: 1, name: plan.name, steps: [step('a'), step('b', { arguments: [{ name: 'x', from: { result: 'a' } }] })] }, hash: 'next' })
    run.resume()
    finish()
    expect((await run.settled()).status).toBe('halted')
    run.resume()
    expect((await run.settled()).status).toBe('succeeded')
    expect(executor.calls.at(-1)?.arguments).toEqual({ x: 2 })
  })
})
