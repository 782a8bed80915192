import type { Step } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { cancelPreview } from '../decide/cancel-preview.ts'
import type { Outcome } from '../port/step-executor.ts'
import { fail, ok, runDocument, step, type Script } from '../testing/index.ts'

const undo = { kind: 'effect', undo: 'undo' } as const
const handlers = [step('undo')]
const options = { drain: 'PT5S' }
const goesOn = [{ when: 'true', then: 'continue', value: 'error.code' }] as const

/** A step that listens to nothing, and what ends it. */
function deaf() {
  let end: (outcome: Outcome) => void = () => undefined
  const script: Script = () => new Promise((resolve) => (end = resolve))
  return { script, end: async (outcome: Outcome) => (end(outcome), await new Promise((resolve) => setTimeout(resolve))) }
}

const contained = (more: Partial<Step> = {}) => step('g', { kind: 'group', config: { onFailure: 'contain' }, onError: goesOn, steps: [step('slow', undo), step('bad')], ...more })
const start = (steps: readonly Step[], scripts: { readonly [name: string]: Script }, more: object = {}) => runDocument({ steps, handlers, options, ...more }, { scripts: { bad: () => fail(), ...scripts } })

describe('a scope that goes down on its own', () => {
  it('U1 U6 waits for what is in flight up to the drain, and leaves behind what still runs', async () => {
    const slow = deaf()
    const { run, clock, log } = start([contained()], { slow: slow.script })
    clock.advance(4999)
    expect(log()).not.toContain('step.straggled g.slow')
    clock.advance(1)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'TEST', left: [], residue: [] })
    expect(log()).toContain('step.straggled g.slow')
  })

  it('U1 U6 undoes a straggler that succeeds while the run goes on', async () => {
    const slow = deaf()
    const { run, clock, log } = start([contained(), step('w', { kind: 'wait.timer', config: { duration: 'PT1H' } })], { slow: slow.script })
    clock.advance(6000)
    await slow.end(ok(1))
    expect(log().slice(-3)).toEqual(['step.succeeded g.slow', 'undo.started g.slow', 'undo.succeeded g.slow'])
    clock.advance(3_600_000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', undone: ['g.slow'], left: [], residue: [] })
  })

  it('U1 U6 undoes one that succeeds after the run has, and tells what it could not undo', async () => {
    for (const [answer, undone, left] of [[ok(), ['g.slow'], []], [fail('no', { retryable: false }), [], ['g.slow']]] as const) {
      const slow = deaf()
      const { run, clock, log } = start([contained(), step('e', { kind: 'effect' })], { slow: slow.script, undo: () => answer })
      clock.advance(5000)
      expect(await run.settled()).toMatchObject({ status: 'succeeded' })
      await slow.end(ok(1))
      expect(await run.settled()).toMatchObject({ status: 'succeeded', undone, left, residue: [] })
      if (left.length > 0) {
        run.resolveUndo({ step: 'g.slow', how: 'skipped', reason: 'seen to' })
        expect(await run.settled()).toMatchObject({ status: 'succeeded', left: [], residue: [] })
      }
      expect(log().filter((line) => line === 'undo.started g.slow')).toHaveLength(1)
    }
  })

  it.each(['sequential', 'parallel'] as const)('U1 U6 U7 undoes all that its rollback began with, though a pivot passes before a cancel takes that over: %s', async (rollback) => {
    const pivot = deaf()
    let asked = 0
    const undoing: Script = () => (asked++ === 0 ? { kind: 'retry', delayMs: 1000 } : ok())
    const failing = contained({ steps: [step('a', undo), step('b', { ...undo, after: ['a'] }), step('bad', { after: ['b'] })] })
    const { run, clock, log } = start([step('p', { role: 'pivot' }), failing], { p: pivot.script, undo: undoing }, { options: { ...options, rollback } })
    await new Promise((resolve) => setTimeout(resolve))
    expect(log()).toContain('undo.retrying g.b')
    await pivot.end(ok())
    expect(cancelPreview(run.state)?.undone.map(({ path }) => path)).toContain('g.a')
    run.cancel()
    clock.advance(1000)
    expect(await run.settled()).toMatchObject({ status: 'cancelled', undone: ['g.b', 'g.a'], left: [], residue: [] })
  })

  it('U1 U6 U7 undoes one that succeeds while the run drains, though a pivot passes before the rollback', async () => {
    const [slow, pivot] = [deaf(), deaf()]
    const failing = step('g', { kind: 'group', config: { onFailure: 'contain' }, steps: [step('slow', undo), step('bad')] })
    const { run, clock, log } = start([failing, step('p', { role: 'pivot' })], { slow: slow.script, p: pivot.script })
    clock.advance(5000)
    expect(log().slice(-2)).toEqual(['step.failed g', 'timer.set'])
    await slow.end(ok(1))
    await pivot.end(ok(2))
    expect(await run.settled()).toMatchObject({ status: 'failed', undone: ['g.slow'], left: [], residue: [] })
  })

  it('U1 U6 takes the late success back with the rest where the run fails meanwhile', async () => {
    const slow = deaf()
    const { run, clock } = start([step('first', undo), contained({ waitFor: ['first'] }), step('w', { kind: 'wait.timer', config: { duration: 'PT1M' } }), step('last', { after: ['w'] })], { slow: slow.script, last: () => fail(), undo: (request) => (request.context.attempt < 3 && request.path === 'g.slow' ? { kind: 'retry', delayMs: 40_000 } : ok()) })
    clock.advance(30_000)
    await slow.end(ok(1))
    clock.advance(200_000)
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.slow', 'first'], left: [] })
  })

  it('U6 R5 a container is not tried again while something inside still runs', async () => {
    const slow = deaf()
    const { run, clock, executor } = start([contained({ onError: [], retry: { max: 3 } })], { slow: slow.script })
    clock.advance(60_000)
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'TEST' } })
    expect(executor.calls.filter(({ path }) => path === 'g.bad')).toHaveLength(1)
    await slow.end(ok())
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', undone: ['g.slow'] })
  })

  it('C5 U1 a race does not wait for ever for a loser that listens to nothing', async () => {
    const slow = deaf()
    const { run, clock, log } = start([step('r', { kind: 'race', branches: [{ steps: [step('fast')] }, { steps: [step('slow', undo)] }] })], { slow: slow.script, fast: () => Promise.resolve(ok('won')) })
    await expect.poll(() => log()).toContain('step.succeeded r[0].fast')
    clock.advance(5000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'won' })
    await slow.end(ok())
    expect(log().slice(-2)).toEqual(['undo.started r[1].slow', 'undo.succeeded r[1].slow'])
  })

  it('C2 U1 neither does a map for an element', async () => {
    const slow = deaf()
    const map = step('m', { kind: 'map', config: { onElementError: 'collect' }, arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [step('slow', undo), step('bad')] })
    const { run, clock, log } = start([map], { slow: (request) => (request.path === 'm[0].slow' ? slow.script(request) : ok()), bad: (request) => (request.path === 'm[0].bad' ? fail() : ok(2)) })
    clock.advance(5000)
    expect(await run.settled()).toMatchObject({ status: 'succeeded', value: [{ error: { code: 'TEST' } }, 2] })
    await slow.end(ok())
    expect(log().slice(-2)).toEqual(['undo.started m[0].slow', 'undo.succeeded m[0].slow'])
  })

  it('U9 U6 keeps its drain over a crash', async () => {
    const slow = deaf()
    const document = [contained({ steps: [step('slow', { ...undo, onInterrupt: 'halt' }), step('other', { kind: 'once', check: 'look' }), step('bad')] })]
    const first = start(document, { slow: slow.script, other: deaf().script }, { handlers: [...handlers, step('look')] })
    first.clock.advance(1000)
    const cut = first.events.slice()
    first.run.detach()
    const again = runDocument({ steps: document, handlers: [...handlers, step('look')], options }, { recover: cut, scripts: { look: deaf().script } })
    again.clock.advance(5000)
    expect(again.log()).toContain('step.straggled g.other')
    expect((await again.run.settled()).status).toBe('rollback_incomplete')
  })

  it('H1 a halt waits for what is undone late', async () => {
    const slow = deaf()
    let finish: (outcome: Outcome) => void = () => undefined
    const { run, clock, log } = start([contained(), step('w', { kind: 'wait.timer', config: { duration: 'PT1H' } })], { slow: slow.script, undo: () => new Promise((resolve) => (finish = resolve)) })
    clock.advance(5000)
    await slow.end(ok())
    run.halt()
    expect(log().at(-1)).toBe('run.halting')
    finish({ kind: 'retry', delayMs: 1000 })
    await new Promise((resolve) => setTimeout(resolve))
    clock.advance(1000)
    finish(ok())
    expect(await run.settled()).toMatchObject({ status: 'halted', undone: ['g.slow'] })
    expect(log().slice(-2)).toEqual(['undo.succeeded g.slow', 'run.halted'])
  })
})

describe('an attempt in doubt that is made again', () => {
  const lost: Script = ({ context: { attempt } }) => (attempt === 1 ? { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } } : ok())
  const again = { ...undo, retry: { max: 1, backoff: { initial: 'PT1H' } } }

  it('S2 H5 waits for a slot', async () => {
    const slow = deaf()
    const inFlight = new Set<string>()
    let most = 0
    const counted = (script: Script): Script => async (request) => {
      inFlight.add(request.path)
      most = Math.max(most, inFlight.size)
      const outcome = await script(request)
      inFlight.delete(request.path)
      return outcome
    }
    const { run, clock } = start([step('a', again), step('b', again), step('slow', undo), step('bad', { after: ['a2'] }), step('a2')], { a: counted(lost), b: counted(lost), slow: counted(slow.script), a2: () => new Promise((resolve) => setTimeout(() => resolve(ok()))) }, { options: { maxConcurrency: 2, drain: 'PT5S' } })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(run.state.status).toBe('failing')
    await slow.end(ok())
    clock.advance(10_000)
    expect(await run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
    expect(most).toBeLessThanOrEqual(2)
  })

  it('H5 U1 is bounded by the drain, also where nothing else is in flight', async () => {
    const hangs: Script = (request) => (request.context.attempt === 1 ? lost(request) : new Promise(() => undefined))
    const { run, clock, log } = start([step('a', again), step('w', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('bad', { after: ['w'] })], { a: hangs })
    clock.advance(6000)
    expect(log()).toContain('step.straggled a')
    expect((await run.settled()).status).toBe('rolled_back')
  })

  it('H5 U1 one that gets no slot within the drain stays in doubt', async () => {
    const slow = deaf()
    const { run, clock } = start([step('a', again), step('slow', { ...undo, after: ['a2'] }), step('a2'), step('w', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('bad', { after: ['w'] })], { a: lost, slow: slow.script }, { options: { maxConcurrency: 1, drain: 'PT5S' } })
    clock.advance(1000)
    run.cancel()
    clock.advance(5000)
    expect(await run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })
})

it('H2 the length of a run is that until its end, whatever comes after', async () => {
  const slow = deaf()
  const { run, clock } = start([step('slow', undo), step('bad')], { slow: slow.script })
  clock.advance(5000)
  expect(await run.settled()).toMatchObject({ status: 'rolled_back', stats: { durationMs: 5000 } })
  clock.advance(60_000)
  await slow.end(ok())
  expect(await run.settled()).toMatchObject({ undone: ['slow'], stats: { durationMs: 5000 } })
})
