import { locate } from '../store/document/locate.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import type { HandsOptions } from './hands-options.ts'

export interface UndoHands {
  /** Asks what undoes a step that has nothing yet; gives the name of what undoes it already. */
  readonly undoOf: (path: string) => string | undefined
}

export function undoHands({ store, onRequestKind, toScreen }: Pick<HandsOptions, 'store' | 'onRequestKind' | 'toScreen'>): UndoHands {
  return {
    undoOf: (path) => {
      const { document } = store.getState()
      const undo = locate(document, path)?.step.undo
      if (undo !== undefined && undo !== 'none') return undo
      const at = absolutePlace(document, path) ?? { x: 0, y: 0 }
      onRequestKind({ screen: toScreen({ x: at.x + 16, y: at.y + 104 }), target: { scope: { kind: 'handlers' }, position: [0, 0] }, from: { path, as: 'undo' } })
      return undefined
    },
  }
}
