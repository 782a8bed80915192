import { getViewportForBounds, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react'
import { useMemo } from 'react'
import type { EditorState } from '../../store/editor-store.ts'
import { densityNow } from './density.ts'
import type { Area } from './grid-index.ts'
import { type Scene, shape } from './scene.ts'
import { travel } from '../motion.ts'
import { sceneOf } from './scene-of.ts'

export interface FitOptions {
  /** Only these cards; absent: the whole drawing. */
  readonly ids?: readonly string[]
  readonly maxZoom?: number
  readonly padding?: number
  /** Only where titles can still be read. */
  readonly readable?: boolean
}

/** How far out the whole of a drawing can be seen; never nearer than this. */
const far = 0.08
const largest = 2
const smallScreen = { width: 560, height: 400 }
/** Pixels along the lower edge of the screen over which the tool bar lies: a fit leaves them free. */
const toolsRoom = 64

/** The least zoom: every drawing can be seen as a whole, however large. */
export function leastZoom({ whole }: Scene): number {
  return Math.min(far, 0.75 * Math.min(smallScreen.width / Math.max(1, whole.right - whole.left), smallScreen.height / Math.max(1, whole.bottom - whole.top)))
}

export const mostZoom = largest

/** Where the camera has to be to see a part of the drawing. */
export function viewportFor(scene: Scene, screen: { readonly width: number; readonly height: number }, { ids, maxZoom = 1, padding = 0.1 }: FitOptions = {}): Viewport | undefined {
  const area = ids ? areaOf(scene, ids) : scene.ids.length ? scene.whole : undefined
  if (!area || screen.width === 0) return undefined
  const bounds = { x: area.left, y: area.top, width: area.right - area.left, height: area.bottom - area.top }
  const bottom = Math.max(toolsRoom, (screen.height * padding) / 2)
  return getViewportForBounds(bounds, screen.width, screen.height, leastZoom(scene), maxZoom, { x: padding, top: padding, bottom: `${bottom}px` })
}

/** Titles are eleven pixels high at this zoom, by their counter-scaling; further out a drawing is a picture and not a text. */
const legible = 0.55
/** The zoom that a drawing opens at that is not legible as a whole. */
const reading = 0.85

/** Where the camera starts, and whether the whole drawing is seen from there. */
export interface Opening {
  readonly viewport: Viewport
  readonly whole: boolean
}

/** The whole drawing, or, where that could not be read and is to be, its first step. */
export function openingFor(scene: Scene, screen: { readonly width: number; readonly height: number }, read: boolean): Opening | undefined {
  const all = viewportFor(scene, screen)
  if (!all) return undefined
  const first = firstBox(scene)
  if (!read || all.zoom >= legible || first === undefined) return { viewport: all, whole: true }
  const [left = 0, top = 0, , bottom = 0] = scene.extents.subarray(4 * first, 4 * first + 4)
  const free = screen.height - toolsRoom
  const [high, room] = [(scene.whole.bottom - scene.whole.top) * reading, free * 0.85]
  const middle = high <= room ? (scene.whole.top + scene.whole.bottom) / 2 : (bottom - top) * reading <= room ? (top + bottom) / 2 : top + room / 2 / reading
  const y = free / 2 - middle * reading
  // no more than a margin of nothing above or below a drawing that is higher than the screen
  const [least, most] = [free * 0.9 - scene.whole.bottom * reading, free * 0.1 - scene.whole.top * reading]
  return { viewport: { x: screen.width * 0.1 - left * reading, y: high <= room ? y : Math.min(most, Math.max(least, y)), zoom: reading }, whole: false }
}

/** The leftmost of the cards that lie in no other, the upper one of two; notes are no step. */
function firstBox({ shapes, parents, extents }: Scene): number | undefined {
  let first: number | undefined
  const side = (box: number, at: number) => extents[4 * box + at] ?? 0
  for (let box = 0; box < shapes.length; box++) {
    if (shapes[box] === shape.note || shapes[box] === shape.frame || (parents[box] ?? -1) >= 0) continue
    if (first === undefined || side(box, 0) < side(first, 0) || (side(box, 0) === side(first, 0) && side(box, 1) < side(first, 1))) first = box
  }
  return first
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

/** Moves the camera, and says whether it did. React Flow's own fit knows only the cards that it draws. */
export function useFit(): (scene: Scene, options?: FitOptions) => boolean {
  const flow = useStoreApi()
  const { setViewport } = useReactFlow()
  return useMemo(
    () => (scene, options = {}) => {
      const viewport = viewportFor(scene, flow.getState(), options)
      if (!viewport || (options.readable && viewport.zoom < legible)) return false
      void setViewport(viewport, travel('move'))
      return true
    },
    [flow, setViewport],
  )
}

/** The scene that an editor shows. */
export function editorScene({ document, lanes, folded, scope }: Pick<EditorState, 'document' | 'lanes' | 'folded' | 'scope'>): Scene {
  return sceneOf({ document, lanes, density: densityNow(), folded, scope })
}
