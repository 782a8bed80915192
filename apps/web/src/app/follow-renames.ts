import { useEffect } from 'react'
import { useRehearsalStore } from '../rehearsal/rehearsal-context.tsx'
import { useEditorStore } from '../store/editor-context.tsx'
import { renamesBetween } from '../store/renames-between.ts'
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
