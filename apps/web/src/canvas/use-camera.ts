import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { EditorStore } from '../store/editor-store.ts'
import { editorScene, useFit } from './layer/fit.ts'
import { travel } from './motion.ts'
import { type CameraHistory, useCameraHistory } from './use-camera-history.ts'

/** Where one looks from. There is one for each drawing, for it keeps the places that were visited. */
export interface Camera extends CameraHistory {
  readonly fit: () => void
  /** All that is selected, and nothing else. */
  readonly fitSelection: () => void
  readonly zoom: (by: 'in' | 'out' | 'full') => void
}

export function useCamera(store: EditorStore): Camera {
  const { zoomIn, zoomOut, zoomTo } = useReactFlow()
  const fit = useFit()
  const history = useCameraHistory()
  return useMemo(() => {
    const zooms = { in: () => zoomIn(travel('press')), out: () => zoomOut(travel('press')), full: () => zoomTo(1, travel('move')) }
    return {
      ...history,
      fit: () => void fit(editorScene(store.getState())),
      fitSelection: () => {
        const { selection, notify } = store.getState()
        const scene = editorScene(store.getState())
        const ids = [...selection].flatMap((id) => scene.ids[scene.boxFor(id) ?? -1] ?? [])
        if (ids.length) fit(scene, { ids, padding: 0.3 })
        else notify('Nothing is selected that could be zoomed to.')
      },
      zoom: (by) => void zooms[by](),
    }
  }, [store, history, fit, zoomIn, zoomOut, zoomTo])
}
