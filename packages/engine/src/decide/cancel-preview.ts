import { parallelOrder } from '../rollback/parallel-order.ts'
import { isFinal, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** What would become of a run if it were cancelled now. */
export interface CancelPreview {
  /** Steps that would be undone, in that order; under a parallel rollback several have the same number. */
  readonly undone: readonly { readonly path: string; readonly order: number }[]
  /** Steps whose effects would stay: there is no undo, or the point of no return has passed. */
  readonly kept: readonly string[]
  /** Steps in flight, or in doubt, whose effect may come yet: undone as soon as it is known. */
  readonly unknown: readonly string[]
}

/** Undefined where a cancel would change nothing: the run is over, or goes back already. O(steps + edges). */
export function cancelPreview(state: RunState): CancelPreview | undefined {
  if (isFinal(state.status) || state.status === 'failing' || state.status === 'cancelling' || state.status === 'rolling_back') return undefined
  const owed = new Set(Array.from(state.rollbacks.values(), (rollback) => rollback.owed).flat())
  const entries = state.undoStack.filter((step) => step.status === 'succeeded' && (step.completion > state.undoFloor || owed.has(step)))
  const undone = (state.plan.options.rollback === 'parallel' ? waves(state, entries) : entries.toReversed().map((step) => [step])).flatMap((wave, index) => wave.map(({ path }) => ({ path, order: index + 1 })))
  const gone = new Set(undone.map(({ path }) => path))
  return {
    undone,
    kept: state.effects.filter((step) => step.status === 'succeeded' && !gone.has(step.path)).map(({ path }) => path),
    unknown: unknownOf(state),
  }
}

/** Undos that would begin together, as if all took equally long. */
function waves(state: RunState, entries: readonly StepInstance[]): readonly (readonly StepInstance[])[] {
  const { first, release } = parallelOrder(state, entries)
  const found: (readonly StepInstance[])[] = []
  for (let wave = first; wave.length > 0; wave = wave.flatMap((step) => release(step))) found.push(wave)
  return found
}

function unknownOf(state: RunState): readonly string[] {
  const paths = new Set<string>()
  for (const step of state.performing) if (step.duty !== 'undo' && step.plan.effects.length > 0) paths.add(step.path)
  for (const step of state.inDoubt) if (step.plan.effects.length > 0) paths.add(step.path)
  return [...paths]
}
