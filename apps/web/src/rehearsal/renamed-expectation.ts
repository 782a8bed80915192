import type { Expectation } from '@eddy/rehearsal'
import { renamedPath, type StepRename } from '@eddy/workflow'

/** An expectation after a rename: its own step, and the steps that it says are undone or left. The same one when none of them is meant. */
export function renamedExpectation<Kept extends Expectation>(expectation: Kept, rename: StepRename): Kept {
  const to = (path: string) => renamedPath(path, rename)
  const { step, undone, residue } = expectation
  if ([step, ...undone, ...residue].every((path) => to(path) === path)) return expectation
  return { ...expectation, step: to(step), undone: undone.map(to), residue: residue.map(to).toSorted() }
}
