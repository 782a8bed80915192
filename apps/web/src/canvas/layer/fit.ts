import { getViewportForBounds, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useMemo } from 'react'
import type { EditorState } from '../../store/editor-store.ts'
import { densityNow } from './density.ts'
import type { Area } from './grid-index.ts'
import type { Scene } from './scene.ts'
import { sceneOf } from './scene-of.ts'

export interface FitOptions {
  /** Only these cards; absent: the whole drawing. */
  readonly ids?: readonly string[]
  readonly maxZoom?: number
  readonly padding?: number
  readonly duration?: number
}

/** How far out the whole of a drawing can be seen; never nearer than this. */
const far = 0.08
const largest = 2
const smallScreen = { width: 560, height: 400 }

/** The least zoom: every drawing can be seen as a whole, however large. */
export function leastZoom({ whole }: Scene): number {
  return Math.min(far, 0.9 * Math.min(smallScreen.width / Math.max(1, whole.right - whole.left), smallScreen.height / Math.max(1, whole.bottom - whole.top)))
}

export const mostZoom = largest

/** Where the camera has to be to see a part of the drawing. */
export function viewportFor(scene: Scene, screen: { readonly width: number; readonly height: number }, { ids, maxZoom = 1, padding = 0.1 }: FitOptions = {}): Viewport | undefined {
  const area = ids ? areaOf(scene, ids) : scene.ids.length ? scene.whole : undefined
  if (!area || screen.width === 0) return undefined
  const bounds = { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top }
  return getViewportForBounds(bounds, screen.width, screen.height, leastZoom(scene), maxZoom, padding)
}

function areaOf(scene: Scene, ids: readonly string[]): Area | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const id of ids) {
    const box = scene.indexOf(id)
    if (box === undefined) continue
    left = Math.min(left, scene.extents[4 * box] ?? left)
    top = Math.min(top, scene.extents[4 * box + 1] ?? top)
    right = Math.max(right, scene.extents[4 * box + 2] ?? right)
    bottom = Math.max(bottom, scene.extents[4 * box + 3] ?? bottom)
  }
  return left > right ? undefined : { left, top, right, bottom }
}

/** Moves the camera. React Flow's own fit knows only the cards that it draws. */
export function useFit(): (scene: Scene, options?: FitOptions) => void {
  const flow = useStoreApi()
  const { setViewport } = useReactFlow()
  return useMemo(
    () => (scene, options = {}) => {
      const viewport = viewportFor(scene, flow.getState(), options)
      if (viewport) void setViewport(viewport, { duration: options.duration ?? 280 })
    },
    [flow, setViewport],
  )
}

/** The scene that an editor shows. */
export function editorScene({ document, lanes, folded, scope }: Pick<EditorState, 'document' | 'lanes' | 'folded' | 'scope'>): Scene {
  return sceneOf({ document, lanes, density: densityNow(), folded, scope })
}
