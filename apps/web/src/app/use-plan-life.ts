import { useEffect } from 'react'
import { useEditorStore } from '../store/editor-context.tsx'
import { useTrialStore } from '../store/trial/trial-context.tsx'

/** A plan is of the draft as it was when it was made: an edit puts it away. */
export function usePlanLife(): void {
  const editor = useEditorStore()
  const trial = useTrialStore()
  // both stores live outside of React
  useEffect(
    () =>
      editor.subscribe((state, before) => {
        if (state.document !== before.document && trial.getState().plan) trial.getState().showPlan(undefined)
      }),
    [editor, trial],
  )
}
