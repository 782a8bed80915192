import { isFinal, type RunState } from '../state/run-state.ts'

/** Paths of the steps whose effects are still in the world: declared by their kind, not undone (U10). In order of completion. */
export function residueOf(state: RunState): readonly string[] {
  const paths: string[] = []
  for (const step of state.effects) if (step.status !== 'undone') paths.push(step.path)
  return paths
}

/** What a run that is over has left in the world: nothing that it did not mean to, where it has succeeded. */
export function settleResidue(state: RunState): void {
  if (isFinal(state.status)) state.residue = state.status === 'succeeded' ? [] : residueOf(state)
}
