import { travel } from '../canvas/motion.ts'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { drawnPlaces } from '../store/document/drawn-places.ts'
import { foldsIn } from '../store/document/inside.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { outlineShown } from './editor-panels.ts'

/** Below this the panels lie over the canvas; the same width as in the style sheets. */
const narrow = '(max-width: 1000px)'
const panel = 320
const margin = 24

export function isNarrow(): boolean {
  return window.matchMedia(narrow).matches
}

/** Where the inspector lies over the canvas, it must not hide the step that it is about. Draws nothing: what is around it need not render with every selection. */
export function ClearOfInspector(): null {
  const store = useEditorStore()
  const flow = useStoreApi()
  const { getViewport, setViewport } = useReactFlow()
  const only = useEditor(({ selection }) => (selection.size === 1 ? [...selection][0] : undefined))
  // the camera is the browser's
  useEffect(() => {
    if (only === undefined || !isNarrow() || outlineShown()) return
    const { document, folded, scope } = store.getState()
    const at = absolutePlace(document, only)
    const size = drawnPlaces(document, foldsIn(folded, scope)).get(only)
    if (!at || !size) return
    const { x, y, zoom } = getViewport()
    const [left, right] = [at.x * zoom + x, (at.x + size.width) * zoom + x]
    const free = flow.getState().width - panel - margin
    // a card wider than what is free shows its beginning
    const by = Math.min(right - free, left - margin)
    if (by > 0) void setViewport({ x: x - by, y, zoom }, travel('move'))
  }, [only, store, flow, getViewport, setViewport])
  return null
}
