import type { Catalog, Problem } from '@eddy/workflow'
import type { EditorStore } from '../store/editor-store.ts'
import type { Fix } from '../store/fix/fix.ts'
import { fixesOf } from '../store/fix/fixes-of.ts'

/** The obvious ways out of problems. */
export interface FixingHands {
  readonly fixes: (problem: Problem) => readonly Fix[]
  readonly fix: (fix: Fix) => void
}

export function fixingHands(store: EditorStore, catalog: Catalog): FixingHands {
  return {
    fixes: (problem) => fixesOf({ document: store.getState().document, problem, catalog }),
    fix: ({ command, select }) => {
      const { dispatch, validateNow } = store.getState()
      dispatch(command, select)
      // the list that the fix was chosen from must not show it any longer
      validateNow()
    },
  }
}
