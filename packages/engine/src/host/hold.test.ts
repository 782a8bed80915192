import { describe, expect, it } from 'vitest'
import { must } from '../error/engine-error.ts'
import { fail, ok, runDocument, step } from '../testing/index.ts'

describe('a run that is held', () => {
  it('H12 takes in nothing until it is let go of, then what came meanwhile: outcomes before timers, and those before what people ask', async () => {
    let answer: (outcome: ReturnType<typeof ok>) => void = () => undefined
    let tries = 0
    const test = runDocument(
      { steps: [step('slow', { kind: 'effect' }), step('limited', { timeout: 'PT1S', retry: { max: 1 } }), step('again', { retry: { max: 1, backoff: 'constant', delay: 'PT1S' } as never })] },
      { scripts: { limited: () => new Promise(() => {}), slow: () => new Promise((resolve) => (answer = resolve)), again: () => (++tries === 1 ? fail() : new Promise(() => {})) } },
    )
    await expect.poll(() => test.log()).toContain('timer.set again')
    const letGo = must(test.run.hold(), 'a hold')
    expect(test.run.hold()).toBeUndefined()
    const before = test.log()
    test.run.cancel({ rollback: false })
    answer(ok(1))
    await new Promise((resolve) => setTimeout(resolve, 20))
    test.clock.advance(2000)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(test.log()).toEqual(before)
    letGo()
    await expect.poll(() => test.log()).toContain('run.cancelled')
    const [outcome, timer, cancelled] = ['step.succeeded slow', 'timer.fired again', 'run.cancelled'].map((line) => test.log().indexOf(line))
    expect(must(outcome, 'outcome')).toBe(before.length)
    expect(must(timer, 'timer')).toBeGreaterThan(must(outcome, 'outcome'))
    expect(must(cancelled, 'cancelled')).toBeGreaterThan(must(timer, 'timer'))
  })

  it('H9 H12 is let go of by its host all the same', async () => {
    const test = runDocument({ steps: [{ name: 'w', kind: 'wait.timer', config: { duration: 'PT1H' } }, step('a', { kind: 'effect' })] }, { scripts: { a: () => ok() } })
    await expect.poll(() => test.log()).toContain('step.succeeded a')
    must(test.run.hold(), 'a hold')
    test.run.cancel({ rollback: false })
    let released = false
    test.run.release(() => (released = true))
    expect(released).toBe(true)
    expect(test.log()).toContain('run.cancelled')
  })
})
