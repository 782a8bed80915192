import { describe, expect, it } from 'vitest'
import type { Step } from '@eddy/workflow'
import { must } from '../../error/engine-error.ts'
import { foldedOn } from '../../testing/folded-on.ts'
import { fail, ok, runDocument, step, type TestRun } from '../../testing/index.ts'
import { claim, complete, offer } from '../../testing/outside-worker.ts'
import { evolve } from '../evolve.ts'
import { createState } from '../run-state.ts'
import { restoreState, snapshotText } from './state-snapshot.ts'

/** All snapshots of a run, after whichever event there can be one; none leads to anything else than the log. */
function snapshots({ plan, events }: TestRun): string {
  return events.map(({ seq }) => {
    const { text, differences } = foldedOn(plan, events, seq)
    expect(differences).toEqual([])
    return text ?? 'none'
  }).join('\n')
}

const paid = (name: string, config: object = {}): Step => ({ name, kind: 'wait.signal', config: { name: 'paid', ...config } })

describe('snapshots', () => {
  it('H12 have who waits for signals, and signals that nobody has waited for yet', async () => {
    const test = runDocument({ steps: [paid('now', { timeout: 'PT1H' }), step('pause', { kind: 'wait.timer', config: { duration: 'PT1S' } }), { ...paid('later'), waitFor: ['pause'] }] })
    for (const payload of [1, 2]) test.run.signal({ name: 'paid', payload })
    test.clock.advance(1000)
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 2 })
    const all = snapshots(test)
    expect(all).toMatch(/"signals":\[\],"waiters":\[\["[^\n]*",\[0\]\]\]/)
    expect(all).toMatch(/"signals":\[\["[^\n]*",\[2\]\]\]/)
  })

  it('H12 have who waits for a step outside of its scope', async () => {
    let answer: (outcome: { kind: 'ok'; value: number }) => void = () => undefined
    const inside = [step('x', { arguments: [{ name: 'a', from: { result: 'a' } }] })]
    const test = runDocument({ steps: [step('a'), { name: 'g', kind: 'group', steps: inside }] }, { scripts: { a: () => new Promise((resolve) => (answer = resolve)), x: (request) => ok(request.arguments['a'] ?? null) } })
    answer({ kind: 'ok', value: 5 })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 5 })
    expect(snapshots(test)).toMatch(/"awaited":\[\[0,\[2\]\]\]/)
  })

  it('H12 have what is left to workers outside, and who has it in hand', async () => {
    const test = runDocument({ steps: [step('a', { kind: 'effect' }), step('b', { after: ['a'] })] }, { scripts: { a: offer() } })
    const held = claim(test)
    test.run.task({ say: 'heartbeat', task: held.task, fence: held.fence, worker: 'ada', progress: { done: 1 } } as never)
    complete(test, held, 7)
    await test.run.settled()
    expect(snapshots(test)).toMatch(/"offers":\[\[0,\{.*"claim":\{"worker":"ada"/)
  })

  it('H12 have the attempt groups that a container has used up', async () => {
    let tries = 0
    const inside = [step('x', { kind: 'effect', undo: 'back' }), step('y', { after: ['x'] })]
    const test = runDocument({ steps: [{ name: 'g', kind: 'group', config: { onFailure: 'contain' }, retry: { max: 2 }, steps: inside }, step('z', { after: ['g'] })], handlers: [step('back')] }, { scripts: { y: () => (++tries === 1 ? fail() : ok()), back: () => ok() } })
    for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    const all = snapshots(test)
    expect(all).toMatch(/"groupsUsed":1/)
    expect(all).toMatch(/"firstGroup":2/)
  })

  it('H12 have the attempt groups that handlers inside a container have raised', async () => {
    let tries = 0
    const inside = [step('x', { kind: 'effect', retry: { max: 1 }, compensate: 'fix' })]
    const test = runDocument({ steps: [{ name: 'g', kind: 'group', steps: inside }, step('z', { after: ['g'] })], handlers: [step('fix')] }, { scripts: { x: () => (++tries === 1 ? fail() : ok()), fix: () => ({ kind: 'retry' }) } })
    for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(snapshots(test)).toMatch(/"groups":2.*"attemptGroup":2/)
  })

  it('H12 have how far a stream has been read, and that it has ended', async () => {
    let at = 0
    const ends: (() => void)[] = []
    const test = runDocument({ steps: [{ name: 'm', kind: 'map', config: { concurrency: 3 }, arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('a')] }] }, { scripts: { a: () => new Promise((resolve) => ends.push(() => resolve(ok()))) }, openStream: () => ({ next: async () => (at < 2 ? { done: false, value: at++ } : { done: true, value: undefined }) }) })
    await expect.poll(() => test.events.filter(({ type }) => type === 'steps.emitted').length).toBe(3)
    for (const end of ends) end()
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    const all = snapshots(test)
    expect(all).toMatch(/"pulling":true,"ended":false/)
    expect(all).toMatch(/"pulling":false,"ended":true/)
  })

  it('H12 have the failure of a container that nothing inside has brought about', async () => {
    const judging = { name: 'm', kind: 'map', timeout: 'PT1S', onError: [{ when: 'later', action: 'fail' }], arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [step('a')] } as never
    const test = runDocument({ steps: [judging] }, { openStream: () => ({ next: () => new Promise(() => {}) }), evaluator: { evaluate: () => new Promise(() => {}) } as never })
    test.clock.advance(1000)
    await expect.poll(() => test.log()).toContain('timer.fired m')
    expect(snapshots(test)).toMatch(/"failure":\{"code":"STEP_TIMEOUT"/)
    test.run.detach()
  })

  it('H12 there are none of a container that takes itself back to be tried again', () => {
    const { plan, events } = runDocument({ steps: [{ name: 'g', kind: 'group', steps: [step('a')] }] })
    const state = events.slice(0, 4).reduce(evolve, createState(plan))
    const container = must(state.root?.steps.at(0)?.container, 'a container')
    expect(snapshotText(state)).toBeDefined()
    container.again = 0
    expect(snapshotText(state)).toBeUndefined()
  })

  it('H12 have the results that a run was started with, when, and that an attempt in doubt was made again', () => {
    const { plan, events } = runDocument({ steps: [step('a')] })
    const state = events.slice(0, 2).reduce(evolve, createState(plan))
    const first = must(state.root?.steps.at(0), 'a')
    first.repeated = true
    Object.assign(state, { kept: { a: { value: 4 } }, startedAt: 5 })
    const restored = restoreState(plan, JSON.parse(must(snapshotText(state), 'a snapshot')))
    expect(restored).toMatchObject({ kept: { a: { value: 4 } }, startedAt: 5 })
    expect(restored.root?.steps.at(0)?.repeated).toBe(true)
  })

  it('H12 there are none of what is rare: steps that were added at run time, and runs that halt or go back', async () => {
    const adding = runDocument({ steps: [step('a'), step('b', { after: ['a'] })] }, { scripts: { a: () => ({ kind: 'ok', value: 1, steps: [step('added')] }) } })
    await adding.run.settled()
    const from = adding.log().indexOf('steps.emitted a')
    expect(snapshots(adding).split('\n').map((text) => text !== 'none')).toEqual(adding.events.map((_, index) => index < from))
    const failing = runDocument({ steps: [step('a', { kind: 'effect', undo: 'back' }), step('b', { after: ['a'] })], handlers: [step('back')] }, { scripts: { b: () => fail() } })
    await failing.run.settled()
    const fails = failing.log().indexOf('step.failed b')
    expect(snapshots(failing).split('\n').map((text) => text !== 'none')).toEqual(failing.events.map((_, index) => index < fails))
  })

  it('H12 one of another version, or of another document, is refused', () => {
    const { plan, events } = runDocument({ steps: [step('a')] })
    const snapshot = JSON.parse(must(snapshotText(events.slice(0, 2).reduce(evolve, createState(plan))), 'a snapshot'))
    for (const other of [{ version: 0 }, { plan: 'other' }]) expect(() => restoreState(plan, { ...snapshot, ...other })).toThrow(/the snapshot is of version/)
  })

  it('H12 what a host has merely taken up is not in them', async () => {
    const test = runDocument({ steps: [step('a', { guards: [{ when: 'later' }] }), step('b')], options: { maxConcurrency: 2 } }, { evaluator: { evaluate: () => new Promise(() => {}) } as never })
    const { state } = test.run
    expect(state.root?.steps.at(0)).toMatchObject({ status: 'queued', claimed: true, occupying: true })
    const live = snapshotText(state)
    const restored = restoreState(test.plan, JSON.parse(must(live, 'a snapshot')))
    expect(restored.inFlight).toBe(test.events.filter(({ type }) => type === 'step.started').length - test.events.filter(({ type }) => type === 'step.succeeded').length)
    expect(restored.ready.peek()?.path).toBe('a')
    test.run.detach()
  })
})
