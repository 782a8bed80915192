import { decide } from '../decide/decide.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { evolve } from '../state/evolve.ts'
import { createState, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { restoreState, snapshotText } from '../state/snapshot/state-snapshot.ts'
import { allSteps } from '../state/step-at.ts'

/** The snapshot after some events, and what is not the same when the rest is folded on from it as when all are. */
export interface FoldedOn {
  readonly text: string | undefined
  readonly differences: readonly string[]
}

/** Folds on from a snapshot after the first events, beside the state that has folded them. */
export function foldedOn(plan: Plan, events: readonly RunEvent[], after: number): FoldedOn {
  const whole = events.slice(0, after).reduce(evolve, createState(plan))
  const text = snapshotText(whole)
  if (text === undefined) return { text, differences: [] }
  const restored = restoreState(plan, JSON.parse(text))
  const differences = [...unlike(`after #${after}, the snapshot of what it makes`, [snapshotText(restored), text]), ...unlike(`after #${after}`, [picture(restored), picture(whole)])]
  for (const event of events.slice(after)) {
    evolve(whole, event)
    evolve(restored, event)
    differences.push(...unlike(`from #${after}, after #${event.seq}`, [snapshotText(restored), snapshotText(whole)]))
  }
  return { text, differences: [...differences, ...unlike(`from #${after}, at the end`, [picture(restored), picture(whole)])] }
}

function unlike(where: string, [found, wanted]: readonly [string | undefined, string | undefined]): readonly string[] {
  return found === wanted ? [] : [`${where}: ${found} instead of ${wanted}`]
}

/** All that can be seen of a state. */
function picture(state: RunState): string {
  const path = (step: StepInstance | undefined) => step?.path
  const { status, seq, now, startedAt, endedAt, input, inFlight, syncInFlight, attempts, pivot, completions, undoFloor, value, error, undone, left, residue, ordinals, phaseDue, rollbackReason } = state
  const commands = decide({ ...state, tasks: createState(state.plan).tasks }).map((command) => (command.kind === 'record' ? command.facts.map(({ type, data, step }) => [type, data, step?.path]) : [command.task.kind, path(command.task.step)]))
  return JSON.stringify({
    status, seq, now, startedAt, endedAt, input, inFlight, syncInFlight, attempts, pivot, completions, undoFloor, value, error, undone, left, residue, ordinals, phaseDue, rollbackReason, commands,
    steps: Array.from(allSteps(state), seen), timers: Array.from(state.timers.values(), ({ step, ...timer }) => [timer, path(step)]),
    signals: [...state.signals], waiters: Array.from(state.waiters, ([key, steps]) => [key, steps.map(path)]), offers: Array.from(state.offers, ([step, offer]) => [step.path, offer]),
    sets: [state.performing, state.undoStack, state.effects, state.inDoubt, state.stragglers, state.halted, state.lateUndos].map((steps) => Array.from(steps, path)),
  })
}

/** All that can be seen of a step, and of the scope that it is in. */
function seen(step: StepInstance): unknown {
  const { path, ordinal, status, occupying, duty, waiting, attempt, retries, undoAttempt, arguments: args, value, completion, attemptGroup, error, groupsUsed, mended, doubt, repeated, container, waiters, scope } = step
  const inside = container && { ...container, scopes: container.scopes.values().map((one) => one.path), kept: Array.from(container.kept.values(), (one) => one.path) }
  return { path, ordinal, status, occupying, duty, waiting, attempt, retries, undoAttempt, args, value, completion, attemptGroup, error, groupsUsed, mended, doubt, repeated, inside, waiters: waiters?.map((one) => one.path), around: [scope.index, scope.element, scope.remaining, scope.failing, scope.rollingBack, scope.undoable, scope.firstGroup, scope.inputs] }
}
