import type { WorkflowDocument } from '@eddy/workflow'
import { type Edge, edgesOf } from '../../store/document/edges.ts'
import { stepIndex } from '../../store/document/locate.ts'
import { foldsIn, standIn } from '../../store/document/inside.ts'
import { type Note, noteKey, noteSize, notesOf } from '../../store/document/notes.ts'
import { placesOf } from '../../store/document/placement.ts'
import { absolutePlace } from '../../store/document/absolute-place.ts'
import { chooseTurn } from './choose-turn.ts'
import type { Density } from './density.ts'
import { drawnCards } from './drawn-card.ts'
import type { Area, Extents, GridIndex } from './grid-index.ts'
import { endsOf, reachOf } from './line-ends.ts'
import { shape } from './shape.ts'
import { turnNumber } from './turn-of.ts'

export { shape }

/**
 * The drawing as numbers: where every card, note and line is, and what lies where.
 * 1. Boxes are named by their index; containers come before what is in them, notes before everything.
 * 2. Places are absolute; nothing changes after it is built.
 */
export interface Scene {
  readonly ids: readonly string[]
  readonly shapes: Uint8Array
  /** The container around a box; -1 on the canvas itself. */
  readonly parents: Int32Array
  readonly extents: Extents
  readonly boxes: GridIndex
  readonly edges: readonly Edge[]
  /** Boxes at both ends of line `i`, at `2i` and `2i + 1`. */
  readonly joins: Uint32Array
  /** Where line `i` starts and ends: x, y, x, y at `4i`. */
  readonly ends: Float64Array
  /** How line `i` gets to its target, as `turnOf` reads it. */
  readonly turns: Float64Array
  readonly lines: GridIndex
  readonly whole: Area
  readonly at: ReadonlyMap<string, number>
  readonly indexOf: (id: string) => number | undefined
  /** The box that an id is drawn as: its own, or that of the closed container that it is in. */
  readonly boxFor: (id: string) => number | undefined
  /** The lines that start or end at a box. */
  readonly linesAt: (box: number) => readonly number[]
}

export interface SceneSources {
  readonly document: WorkflowDocument
  readonly lanes: boolean
  readonly density: Density
  /** Containers that are closed. */
  readonly folded?: ReadonlySet<string> | undefined
  /** The container that is looked into. */
  readonly scope?: string | undefined
}

export const cell = { box: 640, line: 1280 }

export type Boxes = Pick<Scene, 'ids' | 'shapes' | 'parents' | 'extents' | 'at' | 'boxFor'>
export type IndexedBoxes = Boxes & Pick<Scene, 'boxes'>

export function boxesOf({ document, lanes, density, folded, scope }: SceneSources): Boxes {
  const ids: string[] = []
  const shapes: number[] = []
  const parents: number[] = []
  const sides: number[] = []
  const at = new Map<string, number>()
  const put = (id: string, [as, parent]: readonly [shape: number, parent: number], box: { x: number; y: number; width: number; height: number }) => {
    const left = box.x + (parent < 0 ? 0 : (sides[4 * parent] ?? 0))
    const top = box.y + (parent < 0 ? 0 : (sides[4 * parent + 1] ?? 0))
    at.set(id, ids.length)
    ids.push(id)
    shapes.push(as)
    parents.push(parent)
    sides.push(left, top, left + box.width, top + box.height)
  }
  for (const { id, position: [x, y], size } of notesIn(document, scope)) put(noteKey(id), [shape.note, -1], { x, y, width: size?.[0] ?? noteSize.width, height: size?.[1] ?? noteSize.height })
  const drawn = drawnCards({ document, lanes, density, folded, scope })
  for (const found of stepIndex(document).values()) {
    const card = drawn(found)
    if (!card) continue
    const as = card.as ? shape[card.as] : card.nests ? shape.container : found.scope.kind === 'handlers' ? shape.handler : shape.step
    put(found.path, [as, card.parent === undefined ? -1 : (at.get(card.parent) ?? -1)], card.place)
  }
  const folds = foldsIn(folded ?? new Set(), scope)
  const boxFor = (id: string) => at.get(id) ?? (folds.size ? at.get(standIn(folds, id)) : undefined)
  return { ids, shapes: Uint8Array.from(shapes), parents: Int32Array.from(parents), extents: Float64Array.from(sides), at, boxFor }
}

/** Notes have no container: inside of one those are seen that lie on its ground. */
function notesIn(document: WorkflowDocument, scope: string | undefined): readonly Note[] {
  const [at, size] = scope === undefined ? [] : [absolutePlace(document, scope), placesOf(document).get(scope)]
  if (!at || !size) return notesOf(document)
  return notesOf(document).filter(({ position: [x, y], size: [width, height] = [noteSize.width, noteSize.height] }) => {
    const [middle, centre] = [x + width / 2, y + height / 2]
    return middle >= at.x && middle <= at.x + size.width && centre >= at.y && centre <= at.y + size.height
  })
}

export interface Lines {
  readonly edges: readonly Edge[]
  readonly joins: Uint32Array
  readonly ends: Float64Array
  readonly turns: Float64Array
  readonly reaches: Extents
}

/** Whether a line is drawn between these boxes. */
export function drawsLine({ lanes }: Pick<SceneSources, 'lanes'>, { boxFor, shapes }: Pick<Boxes, 'boxFor' | 'shapes'>, { kind, source, target }: Edge): boolean {
  const drawn = (path: string) => {
    const box = boxFor(path)
    return box === undefined || shapes[box] === shape.frame ? undefined : box
  }
  const [from, to] = [drawn(source), drawn(target)]
  return (lanes || kind === 'data' || kind === 'wait') && from !== undefined && to !== undefined && from !== to
}

export function linesOf(sources: SceneSources, around: IndexedBoxes): Lines {
  const { boxFor, shapes } = around
  const edges = edgesOf(sources.document).filter((edge) => drawsLine(sources, { boxFor, shapes }, edge))
  const joins = new Uint32Array(2 * edges.length)
  const ends = new Float64Array(4 * edges.length)
  const lines: Lines = { edges, joins, ends, turns: new Float64Array(edges.length), reaches: new Float64Array(4 * edges.length) }
  edges.forEach(({ source, target }, line) => {
    joins[2 * line] = boxFor(source) ?? 0
    joins[2 * line + 1] = boxFor(target) ?? 0
    layLine(lines, line, around)
  })
  return lines
}

/** Where a line runs, by the places of the cards; false when it runs where it ran. */
export function layLine({ joins, ends, turns, reaches }: Lines, line: number, around: IndexedBoxes): boolean {
  const [from, to] = [joins[2 * line] ?? 0, joins[2 * line + 1] ?? 0]
  const down = around.shapes[to] === shape.handler
  const end = endsOf(around.extents, { from, to, down })
  const turn = chooseTurn(around, { ends: end, from, to, down })
  const number = turnNumber(turn)
  const same = Object.is(turns[line], number) && end.every((at, side) => ends[4 * line + side] === at)
  ends.set(end, 4 * line)
  turns[line] = number
  reaches.set(reachOf(end, { turn, down }), 4 * line)
  return !same
}

/** Lines by box, as one list with a start for each box. */
export function adjacency(boxes: number, joins: Uint32Array): (box: number) => readonly number[] {
  const starts = new Uint32Array(boxes + 1)
  // plain loops: it is made anew with every edit, of all lines
  for (let side = 0; side < joins.length; side++) {
    const box = joins[side] ?? 0
    starts[box + 1] = (starts[box + 1] ?? 0) + 1
  }
  for (let box = 1; box <= boxes; box++) starts[box] = (starts[box] ?? 0) + (starts[box - 1] ?? 0)
  const next = starts.slice()
  const list = new Uint32Array(joins.length)
  for (let side = 0; side < joins.length; side++) {
    const box = joins[side] ?? 0
    const place = next[box] ?? 0
    list[place] = side >> 1
    next[box] = place + 1
  }
  return (box) => Array.from(list.subarray(starts[box] ?? 0, starts[box + 1] ?? 0))
}
