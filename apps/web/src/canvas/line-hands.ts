import { locate } from '../store/document/locate.ts'
import { edgesOf } from '../store/document/edges.ts'
import { edgeOf, isForward } from '../store/document/wires.ts'
import type { EditorStore } from '../store/editor-store.ts'

/** What a person can do with lines, from a key, the palette or the menu. */
export interface LineHands {
  /** Draws the selected lines as pairs of ends, or whole again; of selected steps, all that were cut are whole again. */
  readonly toggleCut: () => void
}

export function lineHands(store: EditorStore): LineHands {
  return {
    toggleCut: () => {
      const { document, selection, cut, cutLines, notify, announce } = store.getState()
      const lines = [...selection].filter((id) => {
        const edge = edgeOf(document, id)
        return edge && isForward(edge)
      })
      const steps = new Set([...selection].filter((id) => locate(document, id)))
      const around = steps.size ? edgesOf(document).filter(({ id, source, target }) => cut.has(id) && (steps.has(source) || steps.has(target))).map(({ id }) => id) : []
      const [first] = lines
      if (first === undefined && !around.length) return notify('Select a line to draw it as two named ends, or a step whose lines should be whole again.')
      const cutting = first !== undefined && !cut.has(first)
      cutLines(first === undefined ? around : lines, cutting)
      announce(cutting ? 'Drawn as two ends' : 'Drawn whole')
      // a chosen line is seen whole
      if (cutting) store.getState().select(new Set())
    },
  }
}
