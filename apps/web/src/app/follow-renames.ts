import { findRenames, type StepRename, type WorkflowDocument } from '@eddy/workflow'
import { useEffect } from 'react'
import { useRehearsalStore } from '../rehearsal/rehearsal-context.tsx'
import { stepIndex } from '../store/document/locate.ts'
import { stepsChange } from '../store/document/steps-change.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import { useTrialStore } from '../store/trial/trial-context.tsx'

/**
 * What is kept beside the draft by the names of its steps, pins and expectations, goes with a step that is renamed: by an edit, by undo and by redo.
 * What others rename, they carry along themselves. Draws nothing.
 */
export function FollowRenames(): null {
  const editor = useEditorStore()
  const trial = useTrialStore()
  const rehearsal = useRehearsalStore()
  // the draft is the store's
  useEffect(
    () =>
      editor.subscribe((now, before) => {
        if (now.document === before.document) return
        const last = now.history.past.at(-1)
        if (last?.elsewhere && last.after === now.document) return
        const renames = renamesBetween(before.document, now.document)
        if (!renames.length) return
        trial.getState().followRenames(renames)
        rehearsal.getState().followRenames(renames)
      }),
    [editor, trial, rehearsal],
  )
  return null
}

/** A rename takes one path away and brings another; most edits are passed over by that. */
function renamesBetween(before: WorkflowDocument, after: WorkflowDocument): readonly StepRename[] {
  const change = stepsChange(before, after)
  if (change?.gone.every(({ name }) => stepIndex(after).has(name))) return []
  const [old, now] = [stepIndex(before), stepIndex(after)]
  const lacks = (paths: Iterable<string>, there: ReadonlyMap<string, unknown>) => {
    for (const path of paths) if (!there.has(path)) return true
    return false
  }
  return lacks(old.keys(), now) && lacks(now.keys(), old) ? findRenames(before, after) : []
}
