import { containersAround, isContainer } from '../../store/document/inside.ts'
import { locate, stepIndex } from '../../store/document/locate.ts'
import { stepLabel } from '../../store/document/step-label.ts'
import type { EditorStore } from '../../store/editor-store.ts'

/** What a person can do with containers, from a key, the palette or the menu. */
export interface ContainerHands {
  /** Opens or closes the selected containers; the first one decides which. */
  readonly toggleFold: () => void
  readonly foldAll: (folded: boolean) => void
  /** Goes into the selected container. */
  readonly enter: () => void
  /** False at the top. */
  readonly up: () => boolean
}

export function containerHands(store: EditorStore): ContainerHands {
  const selected = () => {
    const { document, selection } = store.getState()
    return [...selection].filter((path) => isContainer(document, path))
  }
  return {
    toggleFold: () => {
      const { folded, fold, notify } = store.getState()
      const [first, ...rest] = selected()
      if (first === undefined) return notify('Select a container to open or close it: a group, a map, a switch.')
      const close = !folded.has(first)
      for (const path of [first, ...rest]) fold(path, close)
    },
    foldAll: (folded) => {
      const { document, fold, announce } = store.getState()
      const all = [...stepIndex(document).keys()].filter((path) => isContainer(document, path))
      for (const path of all) fold(path, folded)
      announce(`${all.length} containers ${folded ? 'closed' : 'open'}`)
    },
    enter: () => {
      const { document, selection, enter, notify } = store.getState()
      const [path, other] = selected()
      if (path !== undefined && other === undefined) return enter(path)
      const one = selection.size === 1 ? locate(document, [...selection][0] ?? '') : undefined
      notify(one ? `${stepLabel(one.step)} holds no steps.` : 'Select one container to look into.')
    },
    up: () => {
      const { scope, enter } = store.getState()
      if (scope === undefined) return false
      enter(containersAround(scope).at(-1))
      return true
    },
  }
}
