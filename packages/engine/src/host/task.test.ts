import { describe, expect, it } from 'vitest'
import { cancelPreview } from '../decide/cancel-preview.ts'
import { standstill } from '../decide/standstill.ts'
import type { Evaluator } from '../port/step-executor.ts'
import { createRunHistory } from '../state/create-run-history.ts'
import { ok, fail, pathEvaluator, runDocument, step, type TestOptions, type TestRun } from '../testing/index.ts'
import { claim, complete, offer, only, refused, tasksOf } from '../testing/outside-worker.ts'

const offers = { a: offer() }
const effect = { kind: 'effect', undo: 'back' }
const handlers = [step('back')]

function failed(test: TestRun, { task, fence }: { readonly task: number; readonly fence: number }, more: { readonly retryable?: boolean } = {}) {
  test.run.task({ say: 'complete', task, fence, outcome: { kind: 'fail', error: { code: 'JAM', message: 'the paper jammed', ...more } } })
}

const document = (more: object = {}, options: object = {}) => ({ steps: [step('before', effect), step('a', { ...effect, after: ['before'], ...more })], handlers, options })
const begin = (test: TestOptions = {}, more: object = {}, options: object = {}) => runDocument(document(more, options), { scripts: offers, ...test })

describe('tasks of workers outside', () => {
  it('T1 a call that is offered waits without a slot, and its outcome is what the worker says', async () => {
    const test = runDocument({ steps: [step('a', effect), step('z', { arguments: [{ name: 'a', from: { result: 'a' } }] })], handlers, options: { maxConcurrency: 1 } }, { scripts: { ...offers, z: (request) => ok(request.arguments['a'] ?? null) } })
    expect(only(test)).toEqual({ task: 4, step: 'a', attempt: 1, purpose: 'run', queue: 'print', payload: { page: 1 }, key: 'run/a/1', leaseMs: 10_000, offeredAt: 0, status: 'offered' })
    expect({ inFlight: test.run.state.inFlight, still: standstill(test.run.state), asleep: test.run.sleep() }).toEqual({ inFlight: 0, still: undefined, asleep: { wakesAt: null, waits: [] } })
    test.clock.advance(500)
    const held = claim(test)
    expect(held.held).toMatchObject({ status: 'claimed', wanted: true, claim: { worker: 'ada', fence: 1, claimedAt: 500, heardAt: 500, leaseUntil: 10_500 } })
    expect(test.run.sleep()).toEqual({ wakesAt: 10_500, waits: [] })
    complete(test, held, { pages: 2 })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: { pages: 2 } })
    expect(test.log().filter((line) => line.endsWith(' a'))).toEqual(['step.ready a', 'step.started a', 'task.offered a', 'task.claimed a', 'task.completed a', 'step.succeeded a'])
  })

  it('T1 a failure that a worker tells goes the way of any: retry, then rollback', async () => {
    const test = begin({}, { retry: { max: 1, backoff: { initial: 'PT1S', jitter: 0 } } })
    const first = claim(test)
    failed(test, first)
    test.clock.advance(1000)
    expect(only(test)).toMatchObject({ attempt: 2, key: 'run/a/1', status: 'offered' })
    failed(test, claim(test))
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['before'], error: { code: 'JAM' } })
  })

  it('T1 a failure that is not to be tried again, and a rule that goes on', async () => {
    const test = begin({}, { retry: { max: 5 }, onError: [{ when: 'error.code = "JAM"', then: 'continue', value: 'error.message' }] })
    failed(test, claim(test), { retryable: false })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded', value: 'the paper jammed' })
  })

  it('T1 an undo may be a task too, and is tried again as its handler says', async () => {
    const test = runDocument({ steps: [step('a', effect), step('b', { after: ['a'] })], handlers: [step('back', { retry: { max: 1, backoff: { initial: 'PT1S', jitter: 0 } } })] }, { scripts: { b: () => fail(), back: offer({ queue: 'undo' }) } })
    expect(only(test)).toMatchObject({ step: 'a', purpose: 'undo', queue: 'undo', key: 'run/a/1/undo', status: 'offered' })
    failed(test, claim(test))
    test.clock.advance(1000)
    expect(only(test)).toMatchObject({ attempt: 2, status: 'offered' })
    complete(test, claim(test), null)
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['a'], left: [] })
  })

  it('T1 a failure handler and a check may be tasks', async () => {
    const test = runDocument({ steps: [step('a', { kind: 'once', compensate: 'fix', check: 'look' })], handlers: [step('fix'), step('look')] }, { scripts: { a: () => ({ kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } }), look: offer({ queue: 'look' }), fix: offer({ queue: 'fix' }) } })
    expect(only(test)).toMatchObject({ purpose: 'check', queue: 'look' })
    complete(test, claim(test), { happened: false })
    expect(only(test)).toMatchObject({ purpose: 'compensate', queue: 'fix' })
    complete(test, claim(test), null)
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back' })
  })

  it('T2 one worker has it at a time, and a word under an older fence is refused', () => {
    const test = begin()
    const first = claim(test)
    expect(refused(() => claim(test, 'bob'))).toBe('TASK_TAKEN')
    test.clock.advance(10_000)
    expect(test.log().at(-1)).toBe('task.released a')
    expect(only(test).status).toBe('offered')
    expect(refused(() => complete(test, first))).toBe('TASK_NOT_HELD')
    const second = claim(test, 'bob')
    expect(second.fence).toBe(2)
    expect(refused(() => complete(test, first))).toBe('TASK_NOT_HELD')
    complete(test, second)
    expect(refused(() => complete(test, second))).toBe('TASK_OVER')
    expect(test.run.state.status).toBe('succeeded')
  })

  it('T2 heartbeats extend the lease and carry progress; giving back offers it again', () => {
    const test = begin()
    const held = claim(test)
    test.clock.advance(9000)
    expect(test.run.task({ say: 'heartbeat', ...pick(held), progress: { page: 3 } })).toMatchObject({ wanted: true, claim: { leaseUntil: 19_000, heardAt: 9000, progress: { page: 3 } } })
    test.clock.advance(9000)
    expect(only(test).status).toBe('claimed')
    test.run.task({ say: 'release', ...pick(held), note: 'no paper' })
    expect(only(test).status).toBe('offered')
    expect(test.events.at(-1)).toMatchObject({ type: 'task.released', data: { reason: 'given_back', note: 'no paper', worker: 'ada' } })
  })

  it('T2 a result that does not fit is refused, and stays with its worker', () => {
    const evaluator: Evaluator = { ...pathEvaluator, faults: (_schema, value) => (typeof value === 'number' ? [] : [{ path: '', message: 'is no number' }]) }
    const test = begin({ evaluator, scripts: { a: offer({ schema: { type: 'number' } }) } })
    const held = claim(test)
    expect(refused(() => complete(test, held, 'three'))).toBe('RESULT_UNFIT')
    expect(only(test).status).toBe('claimed')
    complete(test, held, 3)
    expect(test.run.state.value).toBe(3)
  })

  it('T3 a run that is taken up again has its tasks, claims and leases as they were', async () => {
    const before = begin()
    const held = claim(before)
    before.clock.advance(4000)
    before.run.detach()
    const after = begin({ recover: before.events })
    expect(after.log().some((line) => line.startsWith('step.interrupted'))).toBe(false)
    expect(only(after)).toEqual({ ...held.held, wanted: undefined })
    after.clock.advance(9999)
    expect(only(after).status).toBe('claimed')
    after.run.detach()
    const third = begin({ recover: after.events })
    complete(third, held)
    expect(await third.run.settled()).toMatchObject({ status: 'succeeded', value: 'done' })
  })

  it('T3 what a worker has told is taken in where the log breaks off behind it', async () => {
    const test = begin()
    const held = claim(test)
    complete(test, held)
    const cut = test.events.filter((event) => event.seq <= (test.events.find(({ type }) => type === 'task.completed')?.seq ?? 0))
    const again = begin({ recover: cut })
    expect(await again.run.settled()).toMatchObject({ status: 'succeeded', value: 'done' })
    expect(again.log()).toEqual(test.log())
  })

  it('T3 a lease that has run out while nobody held the run ends when it is taken up', () => {
    const before = begin()
    claim(before)
    const after = begin({ recover: before.events })
    after.clock.advance(10_000)
    expect(only(after)).toMatchObject({ status: 'offered' })
  })

  it('T3 screens see the task of a step from the log alone, at every moment', () => {
    const test = begin()
    const held = claim(test)
    test.clock.advance(2000)
    test.run.task({ say: 'heartbeat', ...pick(held), progress: 0.5 })
    const view = createRunHistory(test.plan)
    view.apply(test.events)
    expect(view.step('a')).toMatchObject({ status: 'running', task: { queue: 'print', status: 'claimed', claim: { worker: 'ada', heardAt: 2000, progress: 0.5 } } })
    const offered = test.events.find(({ type }) => type === 'task.offered')?.seq ?? 0
    expect(view.at(offered).step('a')).toMatchObject({ status: 'waiting', task: { status: 'offered' } })
    expect(view.at(offered - 1).step('a')?.task).toBeUndefined()
    expect(view.at(offered + 1).step('a')?.task?.claim?.heardAt).toBe(0)
    complete(test, held)
    view.apply(test.events)
    expect(view.step('a')?.task).toBeUndefined()
  })

  it('T3 screens see whether anybody is at work on an attempt, or on an undo', () => {
    const shown = (test: TestRun, path = 'a') => {
      const view = createRunHistory(test.run.state.plan)
      view.apply(test.events)
      const { attempts, undo } = view.step(path) ?? { attempts: [] }
      return { attempts: attempts.map(({ awaits, endedAt }) => awaits ?? (endedAt === undefined ? 'running' : 'over')), undo: undo?.attempts.map(({ awaits, endedAt }) => awaits ?? (endedAt === undefined ? 'running' : 'over')) }
    }
    const test = runDocument({ steps: [step('a', effect), step('b', { after: ['a'] })], handlers }, { scripts: { ...offers, b: () => fail(), back: offer() } })
    expect(shown(test).attempts).toEqual(['worker'])
    const held = claim(test)
    expect(shown(test).attempts).toEqual(['running'])
    test.run.task({ say: 'release', ...pick(held) })
    expect(shown(test).attempts).toEqual(['worker'])
    complete(test, claim(test))
    expect(shown(test)).toEqual({ attempts: ['over'], undo: ['worker'] })
    const undoing = claim(test)
    expect(shown(test).undo).toEqual(['running'])
    complete(test, undoing, null)
    expect(shown(test)).toEqual({ attempts: ['over'], undo: ['over'] })
  })

  it('T3 a host lets go of a run without waiting for workers', () => {
    const test = begin()
    claim(test)
    let free = false
    test.run.release(() => (free = true))
    expect(free).toBe(true)
  })

  it('T4 what nobody has claimed ends with its run', async () => {
    const test = begin()
    expect(cancelPreview(test.run.state)?.unknown).toEqual([])
    const { task } = only(test)
    test.run.cancel()
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['before'], left: [] })
    expect(tasksOf(test)).toEqual([])
    expect(refused(() => test.run.task({ say: 'claim', task, worker: 'ada' }))).toBe('TASK_OVER')
  })

  it('T4 what is claimed is in flight: the rollback waits for it, and undoes what it comes to', async () => {
    const test = begin()
    const held = claim(test)
    expect(cancelPreview(test.run.state)?.unknown).toEqual(['a'])
    test.run.cancel()
    expect(test.run.state.status).toBe('cancelling')
    expect(test.run.task({ say: 'heartbeat', ...pick(held) })).toMatchObject({ wanted: false })
    complete(test, held)
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['a', 'before'] })
  })

  it('T4 a worker that gives back what is no longer wanted has done nothing', async () => {
    const test = begin()
    const held = claim(test)
    test.run.cancel()
    test.run.task({ say: 'release', ...pick(held) })
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['before'], left: [] })
  })

  it('T4 what comes after the drain is undone as soon as it comes', async () => {
    const test = begin({}, {}, { drain: 'PT2S' })
    const held = claim(test)
    test.run.cancel()
    test.clock.advance(2000)
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['before'] })
    complete(test, held)
    expect(test.run.state.undone).toEqual(['before', 'a'])
    expect(tasksOf(test)).toEqual([])
  })

  it('T4 a worker that gives back what its run has gone on without is told that it is over', async () => {
    const test = begin({}, {}, { drain: 'PT1S' })
    const held = claim(test)
    test.run.cancel()
    test.clock.advance(1000)
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['before'] })
    test.run.task({ say: 'release', ...pick(held) })
    expect(tasksOf(test)).toEqual([])
    for (const say of ['heartbeat', 'release'] as const) expect(refused(() => test.run.task({ say, ...pick(held) }))).toBe('TASK_OVER')
  })

  it('T4 a lease that ends while the run goes down leaves the attempt in doubt: it is offered once more', async () => {
    const test = begin({}, {}, { drain: 'PT1M' })
    claim(test)
    test.run.cancel()
    test.clock.advance(10_000)
    expect(test.log()).toContain('step.interrupted a')
    expect(only(test)).toMatchObject({ status: 'offered', key: 'run/a/1' })
    complete(test, claim(test, 'bob'))
    expect(await test.run.settled()).toMatchObject({ status: 'cancelled', undone: ['a', 'before'] })
  })

  it('T4 the time limit of the step counts from the offer; a claim leaves it in doubt', async () => {
    const unclaimed = begin({}, { timeout: 'PT30S' })
    unclaimed.clock.advance(30_000)
    expect(await unclaimed.run.settled()).toMatchObject({ status: 'rolled_back', error: { code: 'STEP_TIMEOUT' }, undone: ['before'] })
    const claimed = begin({}, { timeout: 'PT5S', kind: 'once', onInterrupt: 'halt' })
    const held = claim(claimed)
    claimed.clock.advance(5000)
    expect(claimed.log()).toContain('step.interrupted a')
    expect(refused(() => claimed.run.task({ say: 'heartbeat', ...pick(held) }))).toBe('TASK_OVER')
    expect(await claimed.run.settled()).toMatchObject({ status: 'halted' })
  })

  it('T4 a run halts over a task that nobody has claimed, and offers it again when it goes on', async () => {
    const test = begin()
    test.run.halt()
    expect(await test.run.settled()).toMatchObject({ status: 'halted' })
    expect(only(test).status).toBe('held')
    expect(refused(() => claim(test))).toBe('TASK_TAKEN')
    test.run.resume()
    complete(test, claim(test))
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
  })

  it('T4 a branch that has lost its race is withdrawn', async () => {
    const race = { steps: [step('r', { kind: 'race', branches: [{ name: 'one', steps: [step('a', effect)] }, { name: 'two', steps: [step('b', { kind: 'effect' })] }] })], handlers }
    const test = runDocument(race, { scripts: offers })
    expect(await test.run.settled()).toMatchObject({ status: 'succeeded' })
    expect(test.log()).toContain('task.offered r[0].a')
    expect(tasksOf(test)).toEqual([])
  })
})

function pick({ task, fence }: { readonly task: number; readonly fence: number }) {
  return { task, fence }
}
