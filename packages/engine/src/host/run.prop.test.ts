import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allSteps } from '../state/step-at.ts'
import type { RunEvent } from '../event/event.ts'
import { createRunView } from '../state/create-run-view.ts'
import { evolve } from '../state/evolve.ts'
import { createState } from '../state/run-state.ts'
import { arbitraryRun, type ArbitraryRun } from '../testing/arbitrary-run.ts'
import { oracle } from '../testing/oracle.ts'
import { finish, startArbitrary } from '../testing/start-arbitrary.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 300)

/** An attempt that a crash interrupts counts as an attempt: a step that fails for good must fail however often it is tried. */
function steadfast(drawn: ArbitraryRun): ArbitraryRun {
  const retries = new Map<string, number>()
  const note = (steps: ArbitraryRun['steps']): void => steps.forEach((step) => (step.steps ? note(step.steps) : retries.set(step.name, Number(step.retry?.max ?? 0))))
  note(drawn.steps)
  return { ...drawn, scripts: new Map([...drawn.scripts].map(([name, { fails }]) => [name, { fails: Number(fails) > (retries.get(name) ?? 0) ? 'always' : fails }])) }
}

const leafOf = (path: string | undefined) => (path ?? '').split('.').at(-1) ?? ''
const stepsOf = (events: readonly RunEvent[], type: RunEvent['type']) => events.filter((event) => event.type === type).map((event) => event.step ?? '')

describe('random nested documents with random outcomes', () => {
  it('S1 R1 U1 come to what the oracle says', () => {
    fc.assert(
      fc.property(arbitraryRun, (drawn) => {
        const { run, events } = finish(startArbitrary(drawn))
        const expected = oracle(drawn.steps, drawn.scripts)
        expect(run.state.status).toBe(expected.status)
        const succeeded = new Set(stepsOf(events, 'step.succeeded').map(leafOf))
        const started = new Set(stepsOf(events, 'step.started').map(leafOf))
        for (const name of expected.mustSucceed) expect(succeeded).toContain(name)
        for (const name of expected.mustNotStart) expect(started).not.toContain(name)
      }),
      { numRuns },
    )
  })

  it('U2 U4 undo each undoable success exactly once, newest first where it is sequential', () => {
    fc.assert(
      fc.property(arbitraryRun, (drawn) => {
        const { run, events } = finish(startArbitrary(drawn))
        const undoable = new Set([...allSteps(run.state)].filter((step) => step.plan.undo.by === 'handler').map((step) => step.path))
        const done = stepsOf(events, 'step.succeeded').filter((path) => undoable.has(path))
        const undone = stepsOf(events, 'undo.succeeded')
        if (run.state.status === 'succeeded') expect(undone).toEqual([])
        else if (drawn.rollback === 'sequential') expect(undone).toEqual(done.toReversed())
        else expect(undone.toSorted()).toEqual(done.toSorted())
      }),
      { numRuns },
    )
  })

  it('U2 in parallel, undo nothing before all that depended on it', () => {
    let compared = 0
    fc.assert(
      fc.property(arbitraryRun, (drawn) => {
        const { run, events } = finish(startArbitrary({ ...drawn, rollback: 'parallel' }))
        const order = stepsOf(events, 'undo.started')
        for (const step of allSteps(run.state)) {
          for (const index of step.scope.plan.dependents.subarray(step.plan.dependents, step.plan.dependentsEnd)) {
            const dependent = step.scope.steps.at(index)?.path ?? ''
            if (!order.includes(step.path) || !order.includes(dependent)) continue
            compared += 1
            expect(order.indexOf(dependent)).toBeLessThan(order.indexOf(step.path))
          }
        }
      }),
      { numRuns },
    )
    expect(compared).toBeGreaterThan(0)
  })

  it('S2 never have more steps in flight than allowed, and no gaps in the log', () => {
    fc.assert(
      fc.property(arbitraryRun, (drawn) => {
        const { events, plan } = finish(startArbitrary(drawn))
        const state = createState(plan)
        events.forEach((event, index) => {
          expect(event.seq).toBe(index + 1)
          evolve(state, event)
          expect(state.inFlight).toBeLessThanOrEqual(drawn.maxConcurrency)
        })
      }),
      { numRuns },
    )
  })

  it('F1 fold to the same state and picture from the log', () => {
    fc.assert(
      fc.property(arbitraryRun, (drawn) => {
        const { run, events, plan } = finish(startArbitrary(drawn))
        const view = createRunView(plan)
        for (const event of events) view.apply([event])
        expect(view.run).toMatchObject({ status: run.state.status, seq: run.state.seq, undone: run.state.undone, left: run.state.left })
        for (const step of allSteps(run.state)) expect(view.step(step.path)?.value).toEqual(step.value)
      }),
      { numRuns },
    )
  })

  it('U9 H1 R1 after a crash at any event end the same, and nothing finished runs twice', () => {
    fc.assert(
      fc.property(arbitraryRun.map(steadfast), fc.nat(), (drawn, cut) => {
        const whole = finish(startArbitrary(drawn))
        const kept = whole.events.slice(0, 1 + (cut % whole.events.length))
        const again = finish(startArbitrary(drawn, { recover: kept }))
        expect(again.run.state.status).toBe(whole.run.state.status)
        const finished = new Set(stepsOf(kept, 'step.succeeded'))
        for (const call of again.executor.calls) if (call.purpose === 'run') expect(finished).not.toContain(call.path)
        const undone = stepsOf(again.events, 'undo.succeeded')
        expect(new Set(undone).size).toBe(undone.length)
        const undoable = new Set([...allSteps(again.run.state)].filter((step) => step.plan.undo.by === 'handler').map((step) => step.path))
        if (again.run.state.status === 'rolled_back') expect(undone.toSorted()).toEqual(stepsOf(again.events, 'step.succeeded').filter((path) => undoable.has(path)).toSorted())
      }),
      { numRuns: numRuns * 2 },
    )
  })
})
