import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../decide/decide.ts'
import type { RunEvent } from '../../event/event.ts'
import type { Plan } from '../../plan/plan.ts'
import { arbitraryModel, type Model } from '../../testing/model/arbitrary-document.ts'
import { ranAgain } from '../../testing/model/check-crash.ts'
import { judgeModel, playModel, type Acts } from '../../testing/model/play-model.ts'
import { evolve } from '../evolve.ts'
import { createState, type RunState } from '../run-state.ts'
import type { StepInstance } from '../run-tree.ts'
import { allSteps } from '../step-at.ts'
import { restoreState, snapshotOf } from './state-snapshot.ts'

/** Cases in all, over two properties. */
const cases = Math.max(1, Math.round(Number(process.env['EDDY_CASES'] ?? 1500) / 5))
const LONG = 10 * 3_600_000
const EVERY_PREFIX = 40

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
const acts: fc.Arbitrary<Acts> = fc.oneof(fc.record({ choices, eager: fc.boolean() }), fc.record({ choices, cancel: fc.record({ after: fc.nat(8), rollback: fc.boolean() }), eager: fc.boolean() }))

/** All that can be seen of a state. */
function picture(state: RunState): unknown {
  const path = (step: StepInstance | undefined) => step?.path
  const { status, seq, now, startedAt, endedAt, input, inFlight, syncInFlight, attempts, pivot, completions, undoFloor, value, error, undone, left, residue, ordinals, phaseDue, rollbackReason } = state
  const commands = decide({ ...state, tasks: createState(state.plan).tasks }).map((command) => (command.kind === 'record' ? command.facts.map(({ type, data, step }) => [type, data, step?.path]) : [command.task.kind, path(command.task.step)]))
  return JSON.parse(JSON.stringify({
    status, seq, now, startedAt, endedAt, input, inFlight, syncInFlight, attempts, pivot, completions, undoFloor, value, error, undone, left, residue, ordinals, phaseDue, rollbackReason, commands,
    steps: Array.from(allSteps(state), seen), timers: Array.from(state.timers.values(), ({ step, ...timer }) => [timer, path(step)]),
    signals: [...state.signals], waiters: Array.from(state.waiters, ([key, steps]) => [key, steps.map(path)]), offers: Array.from(state.offers, ([step, offer]) => [step.path, offer]),
    sets: [state.performing, state.undoStack, state.effects, state.inDoubt, state.stragglers, state.halted, state.lateUndos].map((steps) => Array.from(steps, path)),
  }))
}

function seen(step: StepInstance): unknown {
  const { path, ordinal, status, occupying, duty, waiting, attempt, retries, undoAttempt, arguments: args, value, completion, attemptGroup, error, groupsUsed, mended, doubt, repeated, container, waiters, scope } = step
  const inside = container && { ...container, scopes: container.scopes.values().map((one) => one.path), kept: Array.from(container.kept.values(), (one) => one.path) }
  return { path, ordinal, status, occupying, duty, waiting, attempt, retries, undoAttempt, args, value, completion, attemptGroup, error, groupsUsed, mended, doubt, repeated, inside, waiters: waiters?.map((one) => one.path), around: [scope.index, scope.element, scope.remaining, scope.failing, scope.rollingBack, scope.undoable, scope.firstGroup, scope.inputs] }
}

function textOf(state: RunState): string | undefined {
  const snapshot = snapshotOf(state)
  return snapshot === undefined ? undefined : JSON.stringify(snapshot)
}

/** Folds on from a snapshot after the first events, beside the state that has folded them; answers whether there was one. */
function compare(plan: Plan, events: readonly RunEvent[], after: number): boolean {
  const whole = events.slice(0, after).reduce(evolve, createState(plan))
  const text = textOf(whole)
  if (text === undefined) return false
  const restored = restoreState(plan, JSON.parse(text))
  expect(textOf(restored), `the snapshot of what was made of the snapshot after #${after}`).toBe(text)
  expect(picture(restored), `after #${after}`).toEqual(picture(whole))
  for (const event of events.slice(after)) {
    evolve(whole, event)
    evolve(restored, event)
    expect(textOf(restored), `from #${after}, after #${event.seq}`).toBe(textOf(whole))
  }
  expect(picture(restored), `from #${after}, at the end`).toEqual(picture(whole))
  return true
}

function problemsOf(model: Model, drawn: Acts, { events, snapshotAfter }: { readonly events: readonly RunEvent[]; readonly snapshotAfter: number }): readonly string[] {
  const played = playModel(model, { ...drawn, snapshotAfter }, events)
  const fromAll = playModel(model, drawn, events)
  expect(played.events).toEqual(fromAll.events)
  return [...judgeModel(model, played), ...ranAgain(events.length, played.events, played.test.executor.calls)]
}

describe('snapshots of random runs', () => {
  it('H12 what is folded on from a snapshot is what is folded from the whole log, from every prefix', () => {
    let taken = 0
    fc.assert(
      fc.property(arbitraryModel, acts, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (model, drawn, cuts) => {
        const { test, events } = playModel(model, drawn)
        const prefixes = events.length <= EVERY_PREFIX ? events.map(({ seq }) => seq) : cuts.map((cut) => 1 + (cut % events.length))
        for (const after of prefixes) taken += compare(test.plan, events, after) ? 1 : 0
      }),
      { numRuns: cases },
    )
    expect(taken).toBeGreaterThan(cases)
  }, LONG)

  it('H12 H5 U9 after a crash at any event a run goes on from any earlier snapshot as from its whole log', () => {
    fc.assert(
      fc.property(arbitraryModel, acts, fc.tuple(fc.nat(), fc.nat()), (model, drawn, [cut, earlier]) => {
        const { events, endless } = playModel(model, drawn)
        if (endless) return
        const kept = events.slice(0, 1 + (cut % events.length))
        expect(problemsOf(model, drawn, { events: kept, snapshotAfter: 1 + (earlier % kept.length) })).toEqual([])
      }),
      { numRuns: cases },
    )
  }, LONG)
})
