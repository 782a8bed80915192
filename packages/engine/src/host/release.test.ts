import { describe, expect, it } from 'vitest'
import type { Outcome } from '../port/step-executor.ts'
import { fail, ok, runDocument, step } from '../testing/index.ts'

const undoable = (name: string, more: object = {}) => step(name, { kind: 'effect', undo: 'undo', ...more })
const handlers = [step('undo')]

/** A step that answers when it is told to. */
function held() {
  let answer: (value: Outcome) => void = () => undefined
  return { script: () => new Promise<Outcome>((resolve) => (answer = resolve)), answer: (value: Outcome) => answer(value) }
}
const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('a run that is let go of', () => {
  it('H9 begins nothing more, records what was in flight, and goes on elsewhere with nothing in doubt', async () => {
    const slow = held()
    const document = { steps: [undoable('a'), step('b', { after: ['a'] })], handlers }
    const first = runDocument(document, { scripts: { a: slow.script } })
    let released = false
    first.run.release(() => (released = true))
    await turn()
    expect(released).toBe(false)
    slow.answer(ok(1))
    await turn()
    expect(released).toBe(true)
    expect(first.executor.calls.map(({ path }) => path)).toEqual(['a'])
    expect(first.log()).toContain('step.succeeded a')
    const again = runDocument(document, { recover: first.events })
    expect((await again.run.settled()).status).toBe('succeeded')
    expect(again.executor.calls.map(({ path }) => path)).toEqual(['b'])
    expect(again.log().filter((line) => line.startsWith('step.interrupted'))).toEqual([])
  })

  it('H9 lets go in the middle of a rollback, after the undo in flight', async () => {
    const slow = held()
    const document = { steps: [undoable('a'), undoable('b', { after: ['a'] }), step('c', { after: ['b'] })], handlers }
    const first = runDocument(document, { scripts: { c: () => fail('no', { retryable: false }), undo: slow.script } })
    await turn()
    let released = false
    first.run.release(() => (released = true))
    await turn()
    expect(released).toBe(false)
    slow.answer(ok())
    await turn()
    expect(released).toBe(true)
    const again = runDocument(document, { recover: first.events })
    expect(await again.run.settled()).toMatchObject({ status: 'rolled_back', undone: ['b', 'a'] })
    expect(again.executor.calls.map(({ path, purpose }) => `${purpose} ${path}`)).toEqual(['undo a'])
  })

  it('H9 waits for nothing where a run only waits itself', () => {
    const { run, clock, log } = runDocument({ steps: [step('w', { kind: 'wait.timer', config: { duration: 'PT10S' } }), step('z', { after: ['w'] })] })
    let released = false
    run.release(() => (released = true))
    expect(released).toBe(true)
    clock.advance(60_000)
    expect(log()).not.toContain('timer.fired w')
  })

  it('H9 a failure that is judged by a rule is recorded before the run is let go of', async () => {
    const slow = held()
    const document = { steps: [step('a', { retry: { max: 3 }, onError: [{ when: 'slow', then: 'fail' as const }] })] }
    const first = runDocument(document, { scripts: { a: slow.script }, evaluator: { evaluate: async () => true } })
    first.run.release(() => undefined)
    slow.answer(fail())
    await turn()
    expect(first.log().at(-1)).not.toBe('step.started a')
  })

  it('H9 halted and ended runs are let go of at once', async () => {
    const { run } = runDocument({ steps: [step('a')] })
    await run.settled()
    let released = 0
    run.release(() => released++)
    run.release(() => released++)
    expect(released).toBe(2)
  })
})
