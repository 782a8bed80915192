import { followRenames } from '../store/follow-renames.ts'
import type { EditorStore } from '../store/editor-store.ts'

export interface StepKeys {
  /** The key of the form of the step at this path. */
  readonly keyOf: (path: string) => number
  /** Hears of each edit by itself: of several at once nobody could tell who became who. */
  readonly follow: () => () => void
}

/**
 * Gives the step that is shown a key of its own, and the same one again for as long as it is that step, whoever renames it: its form stays, with
 * the focus and what is half typed.
 */
export function stepKeys(store: EditorStore): StepKeys {
  /** What the step has been called since it is shown, and what it is called by now. */
  let names = new Set<string>()
  let current: string | undefined
  let shown: string | undefined
  let left = false
  let key = 0
  return {
    keyOf: (path) => {
      const same = names.has(path) && (!left || path === shown)
      shown = path
      if (same) return key
      names = new Set([path])
      current = path
      left = false
      return ++key
    },
    follow: () =>
      store.subscribe((now, before) => {
        if (current === undefined) return
        if (now.document !== before.document) {
          current = followRenames([current], before.document, now.document)[0] ?? current
          names.add(current)
        }
        // the form is shown a little longer, but its former names may be those of others now
        if (now.selection !== before.selection && !now.selection.has(current)) left = true
      }),
  }
}
