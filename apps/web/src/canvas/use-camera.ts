import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { foldsIn, standIn } from '../store/document/inside.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { type CameraHistory, useCameraHistory } from './use-camera-history.ts'
import { fitOptions } from './workflow-canvas.tsx'

/** Where one looks from. There is one for each drawing, for it keeps the places that were visited. */
export interface Camera extends CameraHistory {
  readonly fit: () => void
  /** All that is selected, and nothing else. */
  readonly fitSelection: () => void
  readonly zoom: (by: 'in' | 'out' | 'full') => void
}

export function useCamera(store: EditorStore): Camera {
  const { fitView, zoomIn, zoomOut, zoomTo, getNode } = useReactFlow()
  const history = useCameraHistory()
  return useMemo(() => {
    const zooms = { in: () => zoomIn({ duration: 120 }), out: () => zoomOut({ duration: 120 }), full: () => zoomTo(1, { duration: 240 }) }
    return {
      ...history,
      fit: () => void fitView(fitOptions),
      fitSelection: () => {
        const { selection, folded, scope, notify } = store.getState()
        const folds = foldsIn(folded, scope)
        const nodes = [...new Set([...selection].map((path) => standIn(folds, path)))].filter((id) => getNode(id)).map((id) => ({ id }))
        if (!nodes.length) return notify('Nothing is selected that could be zoomed to.')
        void fitView({ ...fitOptions, padding: 0.3, nodes })
      },
      zoom: (by) => void zooms[by](),
    }
  }, [store, history, fitView, zoomIn, zoomOut, zoomTo, getNode])
}
