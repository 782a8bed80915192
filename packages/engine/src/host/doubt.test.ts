import { describe, expect, it } from 'vitest'
import { stepAt } from '../state/step-at.ts'
import { fail, ok, runDocument, step } from '../testing/index.ts'
import type { Outcome } from '../port/step-executor.ts'

const handlers = [step('undo'), step('check'), step('fix')]
const lost: Outcome = { kind: 'fail', error: { code: 'LOST', message: 'no answer', effect: 'unknown' } }
const untried: Outcome = { kind: 'fail', error: { code: 'REFUSED', message: 'nobody there', effect: 'untried' } }

function run(more: object, answers: readonly Outcome[], others: { readonly [name: string]: () => Outcome } = {}) {
  let calls = 0
  return runDocument({ steps: [step('before', { kind: 'effect', undo: 'undo' }), step('a', { kind: 'once', undo: 'undo', after: ['before'], ...more })], handlers }, { scripts: { a: () => answers[Math.min(calls++, answers.length - 1)] ?? lost, ...others } })
}

describe('an attempt that had no answer', () => {
  it('H5 is in doubt, not failed: nothing is undone before a person has said what happened', async () => {
    const { run: handle, log } = run({}, [lost])
    expect(await handle.settled()).toMatchObject({ status: 'halted' })
    expect(log().slice(-2)).toEqual(['step.interrupted a', 'run.halted'])
    expect(stepAt(handle.state, 'a')).toMatchObject({ status: 'in_doubt', error: { code: 'LOST' } })
  })

  it('H5 of a step without an effect is a failure like any other', async () => {
    const { run: handle, log } = run({ kind: 'pure', undo: undefined }, [lost])
    expect(await handle.settled()).toMatchObject({ status: 'rolled_back', left: [] })
    expect(log()).not.toContain('step.interrupted a')
  })

  it('H8 is tried again with the backoff of its retry, also when its check says that nothing happened', async () => {
    const { run: handle, executor, clock } = run({ check: 'check', retry: { max: 2, backoff: { initial: 'PT10S' } } }, [lost], { check: () => ok({ happened: false }) })
    const calls = () => executor.calls.filter(({ purpose }) => purpose === 'run').length
    expect(calls()).toBe(2)
    clock.advance(9_999)
    expect(calls()).toBe(2)
    clock.advance(1)
    expect(calls()).toBe(3)
    clock.advance(20_000)
    expect(await handle.settled()).toMatchObject({ status: 'rolled_back', left: [], undone: ['before'] })
    expect(calls()).toBe(4)
  })

  it('H8 stays in doubt over attempts that say nothing of it, and is settled by one that does', async () => {
    const repeatable = { onInterrupt: 'retry', undo: 'none', retry: { max: 1 } }
    const unsettled = run(repeatable, [lost, untried])
    unsettled.clock.advance(1_000)
    expect(await unsettled.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'], undone: ['before'] })
    const settled = run(repeatable, [lost, { kind: 'fail', error: { code: 'SOLD_OUT', message: 'no' } }])
    settled.clock.advance(1_000)
    expect(await settled.run.settled()).toMatchObject({ status: 'rolled_back', left: [] })
  })

  it('H8 is repeated once when the run goes down, never over and over', async () => {
    const { run: handle, executor } = run({ onInterrupt: 'retry' }, [lost])
    expect(await handle.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
    expect(executor.calls.filter(({ path, purpose }) => path === 'a' && purpose === 'run').map(({ idempotencyKey }) => idempotencyKey)).toEqual(['run/a/1', 'run/a/1'])
  })

  it('H8 waits for another attempt when the run fails elsewhere: it is not forgotten', async () => {
    const document = { steps: [step('a', { kind: 'once', onInterrupt: 'retry', retry: { max: 5, backoff: { initial: 'PT1H' } } }), step('t', { kind: 'wait.timer', config: { duration: 'PT1S' } }), step('b', { after: ['t'] })], handlers }
    const { run: handle, clock } = runDocument(document, { scripts: { a: () => lost, b: () => ({ kind: 'fail', error: { code: 'NO', message: 'no', retryable: false } }) } })
    clock.advance(1_000)
    expect(await handle.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })

  it('H5 a word of a step that is not in doubt lets nothing go on', async () => {
    const { run: handle, events } = runDocument({ steps: [step('ask'), step('pay', { after: ['ask'] })] }, { scripts: { ask: () => ({ kind: 'halt', value: 'pay?' }) } })
    expect(await handle.settled()).toMatchObject({ status: 'halted' })
    const known = events.length
    expect(() => handle.resume({ resolution: { step: 'nowhere', did: 'not_happened' } })).toThrow(/"nowhere" is not in doubt.*the run waits for ask/)
    expect(() => handle.resume({ resolution: { step: 'ask', did: 'happened', value: true } })).toThrow(/"ask" is not in doubt/)
    expect(events.length).toBe(known)
    handle.resume({ payload: 'yes' })
    expect(await handle.settled()).toMatchObject({ status: 'succeeded' })
  })

  it('U13 may have happened, or not, when a person says so after the end', async () => {
    const happened = run({ onInterrupt: 'compensate' }, [lost])
    expect(await happened.run.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'], undone: ['before'] })
    expect(() => happened.run.resolveUndo({ step: 'a', how: 'retry' })).toThrow(/say whether it happened/)
    happened.run.resolveUndo({ step: 'a', how: 'happened', value: 'R-1' })
    expect(await happened.run.settled()).toMatchObject({ status: 'rolled_back', left: [], undone: ['before', 'a'], residue: [] })
    expect(happened.events.find(({ type, step: path }) => type === 'undo.started' && path === 'a')?.data).toMatchObject({ value: 'R-1' })
    const stays = run({ onInterrupt: 'compensate', undo: 'none' }, [lost])
    stays.run.resolveUndo({ step: 'a', how: 'happened' })
    expect(await stays.run.settled()).toMatchObject({ status: 'rolled_back', left: [], residue: ['a'] })
    const not = run({ onInterrupt: 'compensate' }, [lost])
    not.run.resolveUndo({ step: 'a', how: 'not_happened' })
    expect(await not.run.settled()).toMatchObject({ status: 'rolled_back', left: [], undone: ['before'], residue: [] })
    expect(() => not.run.resolveUndo({ step: 'a', how: 'happened' })).toThrow(/not among/)
  })

  it('F1 H5 what a check has said is in the log', async () => {
    const { run: handle, events } = run({ check: 'check' }, [lost], { check: () => ok('unknown') })
    expect(await handle.settled()).toMatchObject({ status: 'halted' })
    const { run: again, executor } = runDocument({ steps: [step('before', { kind: 'effect', undo: 'undo' }), step('a', { kind: 'once', undo: 'undo', after: ['before'], check: 'check' })], handlers }, { recover: events })
    again.resume({ resolution: { step: 'a', did: 'happened', value: 1 } })
    expect(await again.settled()).toMatchObject({ status: 'succeeded' })
    expect(executor.calls).toEqual([])
  })

  it('H5 U9 is left in place where its host dies as the drain leaves behind the handler that was to put it right', async () => {
    const document = { steps: [step('a', { kind: 'effect', compensate: 'fix', onInterrupt: 'compensate' }), step('bad', { after: ['first'] }), step('first')], handlers, options: { drain: 'PT5S' } } as const
    const { clock, log, events } = runDocument(document, { scripts: { a: () => lost, first: () => new Promise((resolve) => setTimeout(() => resolve(ok()))), bad: () => fail(), fix: () => new Promise(() => undefined) } })
    await new Promise((resolve) => setTimeout(resolve, 5))
    clock.advance(5000)
    expect(log()).toContain('compensation.started a')
    const died = events.slice(0, log().findIndex((line) => line.startsWith('timer.fired')) + 1)
    const { run: again } = runDocument(document, { recover: died, scripts: { fix: () => new Promise(() => undefined) } })
    expect(await again.settled()).toMatchObject({ status: 'rollback_incomplete', left: ['a'] })
  })
})
