import { describe, expect, it } from 'vitest'
import { fail, runDocument, step } from '../testing/index.ts'
import { claim, complete, offer, only, refused, tasksOf } from '../testing/outside-worker.ts'

const effect = { kind: 'effect', undo: 'back' }

describe('time limits of tasks of workers outside', () => {
  it('T5 the time limit of an undo that is offered holds, claimed or not', async () => {
    const undoing = (more: object = {}) => runDocument({ steps: [step('a', effect), step('b', { after: ['a'] })], handlers: [step('back', { timeout: 'PT30S', ...more })] }, { scripts: { b: () => fail(), back: offer({ queue: 'undo', leaseMs: 60_000 }) } })
    const unclaimed = undoing()
    unclaimed.clock.advance(29_999)
    expect(only(unclaimed)).toMatchObject({ purpose: 'undo', status: 'offered' })
    unclaimed.clock.advance(1)
    expect(await unclaimed.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
    expect(unclaimed.events.find(({ type }) => type === 'undo.failed')).toMatchObject({ step: 'a', data: { error: { code: 'STEP_TIMEOUT' } } })
    expect(tasksOf(unclaimed)).toEqual([])
    const claimed = undoing()
    claimed.clock.advance(10_000)
    const held = claim(claimed)
    claimed.clock.advance(20_000)
    expect(refused(() => complete(claimed, held, null))).toBe('TASK_OVER')
    expect(await claimed.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })

  it('T5 an undo that took too long is offered again, as often as its handler may be tried, with the whole of its time', async () => {
    const retry = { max: 1, backoff: { initial: 'PT1S', jitter: 0 } }
    const test = runDocument({ steps: [step('a', effect), step('b', { after: ['a'] })], handlers: [step('back', { timeout: 'PT30S', retry })] }, { scripts: { b: () => fail(), back: offer() } })
    const first = only(test).task
    test.clock.advance(31_000)
    expect(only(test)).toMatchObject({ attempt: 2, status: 'offered', offeredAt: 31_000 })
    expect(refused(() => test.run.task({ say: 'claim', task: first, worker: 'ada' }))).toBe('TASK_OVER')
    test.clock.advance(29_999)
    complete(test, claim(test), null)
    test.clock.advance(60_000)
    expect(await test.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['a'] })
    expect(test.log()).not.toContain('undo.failed a')
  })

  it('T5 the limit of an undo that is offered outlives its host', async () => {
    const document = { steps: [step('a', effect), step('b', { after: ['a'] })], handlers: [step('back', { timeout: 'PT30S' })] }
    const scripts = { b: () => fail(), back: offer() }
    const before = runDocument(document, { scripts })
    before.run.detach()
    const after = runDocument(document, { scripts, recover: before.events })
    after.clock.advance(30_000)
    expect(await after.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })

  it('T5 a check and a failure handler that are offered and take too long have said nothing', async () => {
    const slow = { timeout: 'PT30S' }
    const lost = runDocument({ steps: [step('a', { kind: 'once', check: 'look' })], handlers: [step('look', slow)] }, { scripts: { a: () => ({ kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } }), look: offer() } })
    lost.clock.advance(30_000)
    expect(lost.events.filter(({ type }) => type === 'step.interrupted').at(-1)).toMatchObject({ data: { checked: 'unknown' } })
    const failing = runDocument({ steps: [step('a', { kind: 'once', compensate: 'fix' })], handlers: [step('fix', slow)] }, { scripts: { a: () => fail(), fix: offer() } })
    failing.clock.advance(30_000)
    expect((await failing.run.settled()).error).toMatchObject({ code: 'COMPENSATION_FAILED', cause: { code: 'TEST' } })
  })

  it('T5 an attempt that is repeated to be undone has the time of its step', async () => {
    const test = runDocument({ steps: [step('before', effect), step('a', { ...effect, after: ['before'], timeout: 'PT30S' })], handlers: [step('back')], options: { drain: 'PT1M' } }, { scripts: { a: offer() } })
    claim(test)
    test.run.cancel()
    test.clock.advance(10_000)
    expect(only(test)).toMatchObject({ status: 'offered' })
    test.clock.advance(30_000)
    expect(await test.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'], undone: ['before'] })
  })
})
