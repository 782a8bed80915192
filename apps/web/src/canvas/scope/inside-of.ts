import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { leavesOf } from '../../store/document/leaves.ts'
import { locate, stepIndex } from '../../store/document/locate.ts'
import { isInside } from '../../store/document/inside.ts'
import type { Inside } from './inside.ts'
import { undoStrip } from '../undo-strip.ts'

const none: readonly string[] = []

/** What a closed container holds. */
export function insideOf(document: WorkflowDocument, catalog: Catalog, path: string): Inside {
  const paths = leavesOf(document).get(path) ?? none
  const undoable = paths.filter((leaf) => {
    const step = locate(document, leaf)?.step
    return step && undoStrip(step, catalog.get(step.kind)) === 'defined'
  }).length
  return { paths, undoable }
}

/** The problems of a closed container, and of all that is in it. */
export function problemsInside(document: WorkflowDocument, problemsOf: ReadonlyMap<string, readonly Problem[]>, path: string): readonly Problem[] {
  // few steps have problems, many are looked at
  return [...problemsOf].flatMap(([at, problems]) => ((at === path || isInside(at, path)) && stepIndex(document).has(at) ? problems : []))
}
