import type { WorkflowDocument } from '@eddy/workflow'
import { withPlaces } from '../../store/command/move-steps.ts'
import { stepIndex } from '../../store/document/locate.ts'
import { keepPlaces, type Place, placesOf } from '../../store/document/placement.ts'
import { type Positions, positionsOf, withPositions } from '../../store/document/positions.ts'
import { around, type GridParts, GridIndex } from '../layer/grid-index.ts'
import { keepScene, sceneOf } from '../layer/scene-of.ts'
import type { Scene, SceneSources } from '../layer/scene.ts'
import { layoutDocument } from './layout-document.ts'

/** What is laid out, and how the drawing is looked at: as a whole and with nothing closed. */
export type LayoutSources = Pick<SceneSources, 'document' | 'lanes' | 'density'>

/** A drawing that is laid out, as numbers: they are handed from thread to thread without being copied. Steps stand in the order of the step index. */
export interface LaidOut {
  /** x and y of each step; not a number for one that the layout does not place, as it hangs under another. */
  readonly positions: Float64Array<ArrayBuffer>
  /** x, y, width and height of each step, relative to the container around it. */
  readonly places: Float64Array<ArrayBuffer>
  readonly scene: Pick<Scene, 'extents' | 'ends' | 'turns'> & { readonly boxes: GridParts; readonly lines: GridParts }
}

const nowhere: Place = { x: Number.NaN, y: Number.NaN, width: Number.NaN, height: Number.NaN }

/** Lays a drawing out and draws it: what takes long for ten thousand steps. */
export function laidOut({ document, lanes, density }: LayoutSources): LaidOut {
  const after = withPlaces(document, layoutDocument(document))
  const [stored, placed] = [positionsOf(after), placesOf(after)]
  const paths = [...stepIndex(document).keys()]
  const { extents, ends, turns, boxes, lines } = sceneOf({ document: after, lanes, density })
  return {
    positions: Float64Array.from(paths.flatMap((path) => stored[path] ?? [Number.NaN, Number.NaN])),
    places: Float64Array.from(
      paths.flatMap((path) => {
        const { x, y, width, height } = placed.get(path) ?? nowhere
        return [x, y, width, height]
      }),
    ),
    scene: { extents, ends, turns, boxes: boxes.parts, lines: lines.parts },
  }
}

/** So many steps are looked at between two looks at the clock. */
const portion = 256

/** The document as it is laid out, in steps that take a moment each. What is drawn of it is known with it. */
export function* applied(sources: LayoutSources, laid: LaidOut): Generator<void, WorkflowDocument> {
  const { document, lanes, density } = sources
  const [positions, places] = [yield* positionsIn(document, laid), yield* placesIn(document, laid)]
  const after = withPositions(document, positions)
  if (after === document) return document
  yield
  keepPlaces(after, places, true)
  const { scene } = laid
  const before = sceneOf(sources)
  const [boxes, lines] = [GridIndex.from(scene.boxes), GridIndex.from(scene.lines)]
  keepScene({ document: after, lanes, density }, { ...before, extents: scene.extents, ends: scene.ends, turns: scene.turns, boxes, lines, whole: around(scene.extents) })
  return after
}

function* positionsIn(document: WorkflowDocument, { positions }: LaidOut): Generator<void, Positions> {
  const before = positionsOf(document)
  const next: { [path: string]: readonly [number, number] } = {}
  let at = 0
  // in the order in which they were
  for (const path in before) {
    const place = before[path]
    if (place) next[path] = place
    if (++at % portion === 0) yield
  }
  at = 0
  let moves = false
  for (const path of stepIndex(document).keys()) {
    const [x = Number.NaN, y = Number.NaN] = [positions[2 * at], positions[2 * at + 1]]
    const was = before[path]
    if (!Number.isNaN(x) && (was?.[0] !== x || was[1] !== y)) {
      next[path] = [x, y]
      moves = true
    }
    if (++at % portion === 0) yield
  }
  return moves ? next : before
}

function* placesIn(document: WorkflowDocument, { places }: LaidOut): Generator<void, ReadonlyMap<string, Place>> {
  const next = new Map<string, Place>()
  let at = 0
  for (const path of stepIndex(document).keys()) {
    const [x = 0, y = 0, width = Number.NaN, height = 0] = places.subarray(4 * at, 4 * at + 4)
    if (!Number.isNaN(width)) next.set(path, { x, y, width, height })
    if (++at % portion === 0) yield
  }
  return next
}

/** What of it can be handed over. */
export function transfers({ positions, places, scene: { extents, ends, turns, boxes, lines } }: LaidOut): readonly ArrayBufferLike[] {
  const arrays = [positions, places, extents, ends, turns, boxes.extents, boxes.grid.starts, boxes.grid.items, lines.extents, lines.grid.starts, lines.grid.items]
  return [...new Set(arrays.map(({ buffer }) => buffer))]
}
