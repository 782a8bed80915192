import { findRenames, type StepRename, type WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from './document/locate.ts'
import { stepsChange } from './document/steps-change.ts'

/** The steps that have another name in the later of two drafts. A rename takes one path away and brings another; most edits are passed over by that. */
export function renamesBetween(before: WorkflowDocument, after: WorkflowDocument): readonly StepRename[] {
  const change = stepsChange(before, after)
  if (change?.gone.every(({ name }) => stepIndex(after).has(name)) || change?.come.every(({ name }) => stepIndex(before).has(name))) return []
  const [old, now] = [stepIndex(before), stepIndex(after)]
  const lacks = (paths: Iterable<string>, there: ReadonlyMap<string, unknown>) => {
    for (const path of paths) if (!there.has(path)) return true
    return false
  }
  return lacks(old.keys(), now) && lacks(now.keys(), old) ? findRenames(before, after) : []
}
