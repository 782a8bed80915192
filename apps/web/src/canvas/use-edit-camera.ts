import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { locate } from '../store/document/locate.ts'
import { card } from '../store/document/measures.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { travel } from './motion.ts'

/** Before something is undone or done again out of sight, the camera goes there. */
export function useEditCamera(store: EditorStore): void {
  const flow = useStoreApi()
  const { setCenter, getViewport } = useReactFlow()
  // the store has no camera of its own
  useEffect(() => {
    store.getState().setCamera(({ path, document }) => {
      // undo must not reach unseen into a container, or out of the one that is looked into
      if (path !== undefined && locate(store.getState().document, path)) store.getState().show(path, true)
      const at = path === undefined ? undefined : (absolutePlace(store.getState().document, path) ?? absolutePlace(document, path))
      if (!at) return undefined
      const { x, y, zoom } = getViewport()
      const { width, height } = flow.getState()
      const [left, top] = [at.x * zoom + x, at.y * zoom + y]
      const seen = left >= 0 && top >= 0 && left + card.width * zoom <= width && top + card.height * zoom <= height
      return seen || width === 0 ? undefined : setCenter(at.x + card.width / 2, at.y + card.height / 2, { zoom, ...travel('move') })
    })
    return () => store.getState().setCamera(undefined)
  }, [store, flow, setCenter, getViewport])
}
