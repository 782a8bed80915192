import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../../store/document/edges.ts'
import { stepIndex } from '../../store/document/locate.ts'
import { noteIdOf, notesOf } from '../../store/document/notes.ts'
import { PatchedMap } from '../../store/document/patched-map.ts'
import { lanesOf, movedSince } from '../../store/document/placement.ts'
import type { Start } from '../../store/document/steps-change.ts'
import { mostDetour } from './choose-turn.ts'
import { drawnCards } from './drawn-card.ts'
import { around, GridIndex } from './grid-index.ts'
import { spliced } from './spliced.ts'
import { adjacency, type Boxes, cell, drawsLine, type IndexedBoxes, layLine, type Lines, linesOf, type Scene, type SceneSources, shape } from './scene.ts'

/** Which boxes are others: from `first` on `gone` left and `come` took their place; `changed` are the new ones and those that have moved, by their new index. */
interface BoxChange {
  readonly first: number
  readonly gone: number
  readonly come: number
  readonly changed: ReadonlySet<number>
}

/** With more boxes that are new or elsewhere the index is built anew: each of their lines asks it dozens of times what stands in its way, and would look through all that were added to it. */
const manyBoxes = 64

/**
 * The scene after an edit, out of the one before it: what did not change is copied as numbers.
 * 1. It is the scene that would be built of the document, to the last number.
 * 2. Nothing where an edit reaches further than the steps that it names: then the whole is built.
 */
export function nextScene(start: Start<Scene>, sources: SceneSources): Scene | undefined {
  const { before } = start
  const { document } = sources
  const moved = movedSince(before, document)
  if (!moved || notesOf(before) !== notesOf(document) || lanesOf(before) !== lanesOf(document)) return undefined
  const first = firstBox(start)
  if (first === undefined) return undefined
  const { boxes, change } = nextBoxes(start, { sources, first, moved })
  const shifts = change.gone !== change.come && change.first + change.come < boxes.ids.length
  const shift = shifts ? { from: change.first, to: change.first + change.gone, by: change.come - change.gone } : undefined
  const index = start.value.boxes
  const placed = { ...boxes, boxes: change.changed.size > manyBoxes ? GridIndex.of(boxes.extents, cell.box) : index.moved(boxes.extents, change.changed, shift) }
  const lines = nextLines(start, { sources, boxes: placed, change }) ?? linesIn(sources, placed)
  return {
    ...placed,
    ...lines,
    whole: around(boxes.extents),
    indexOf: (id) => boxes.at.get(id),
    linesAt: adjacency(boxes.ids.length, lines.joins),
  }
}

/** Where the boxes of the changed steps begin. They stand one after the other, as the steps do. */
function firstBox({ before, value, at, gone }: Start<Scene>): number | undefined {
  const next = gone[0] ?? before.steps[at]
  const first = next ? value.at.get(next.name) : afterSteps(before, value)
  return first !== undefined && gone.every(({ name }, index) => value.ids[first + index] === name) ? first : undefined
}

/** Handlers and the failure lane come last. */
function afterSteps(document: WorkflowDocument, { ids }: Scene): number {
  const index = stepIndex(document)
  let end = ids.length
  for (; end > 0; end--) {
    const id = ids[end - 1] ?? ''
    if (noteIdOf(id) !== undefined || index.get(id.split('.')[0] ?? '')?.scope.kind === 'root') break
  }
  return end
}

interface BoxSources {
  readonly sources: SceneSources
  readonly first: number
  readonly moved: readonly string[]
}

function nextBoxes({ value: old, gone, come }: Start<Scene>, { sources, first, moved }: BoxSources): { readonly boxes: Boxes; readonly change: BoxChange } {
  const [cut, by] = [first + gone.length, come.length - gone.length]
  const names = come.map(({ name }) => name)
  const same = by === 0 && gone.every(({ name }, index) => name === names[index])
  const ids = same ? old.ids : old.ids.slice(0, first).concat(names, old.ids.slice(cut))
  const at = same ? old.at : newAt(old, { ids, first, cut, by, gone: gone.map(({ name }) => name) })
  const shapes = spliced(old.shapes, { to: cut, by })
  const parents = spliced(old.parents, { to: cut, by })
  if (by !== 0) parents.forEach((parent, box) => void (parent >= cut && (parents[box] = parent + by)))
  const extents = spliced(old.extents, { to: 4 * cut, by: 4 * by })
  const drawn = drawnCards({ ...sources, folded: undefined, scope: undefined })
  const index = stepIndex(sources.document)
  const changed = new Set<number>()
  for (const path of new Set([...names, ...moved])) {
    const [found, box] = [index.get(path), at.get(path)]
    const card = found && drawn(found)
    if (!card || box === undefined) continue
    changed.add(box)
    shapes[box] = shape.step
    parents[box] = -1
    const { x, y, width, height } = card.place
    extents.set([x, y, x + width, y + height], 4 * box)
  }
  return { boxes: { ids, shapes, parents, extents, at, boxFor: (id) => at.get(id) }, change: { first, gone: gone.length, come: come.length, changed } }
}

function newAt(old: Scene, { ids, first, cut, by, gone }: { readonly ids: readonly string[]; readonly first: number; readonly cut: number; readonly by: number; readonly gone: readonly string[] }): ReadonlyMap<string, number> {
  const come: (readonly [string, number])[] = []
  const end = by === 0 ? cut : ids.length
  for (let box = first; box < end; box++) come.push([ids[box] ?? '', box])
  return PatchedMap.of(old.at, { gone, come })
}

type DrawnLines = Pick<Scene, 'edges' | 'joins' | 'ends' | 'turns' | 'lines'>

function linesIn(sources: SceneSources, boxes: IndexedBoxes): DrawnLines {
  const { reaches, ...lines } = linesOf(sources, boxes)
  return { ...lines, lines: GridIndex.of(reaches, cell.line) }
}

interface LineSources {
  readonly sources: SceneSources
  readonly boxes: IndexedBoxes
  readonly change: BoxChange
}

function nextLines({ before, value: old }: Start<Scene>, { sources, boxes, change }: LineSources): DrawnLines | undefined {
  const all = edgesOf(sources.document)
  // only where all of them are drawn does their order say which is which
  if (old.edges.length !== edgesOf(before).length) return undefined
  const [from, tail] = sharedEnds(old.edges, all)
  const [to, by] = [old.edges.length - tail, all.length - old.edges.length]
  const touched = new Set<number>()
  for (let line = from; line < all.length - tail; line++) touched.add(line)
  for (const line of touched) {
    const edge = all[line]
    if (!edge || !drawsLine(sources, boxes, edge)) return undefined
  }
  const numberNow = (line: number) => (line < from ? line : line >= to ? line + by : undefined)
  for (const line of linesNear(old, boxes, change)) {
    const now = numberNow(line)
    if (now !== undefined) touched.add(now)
  }
  const lines: Lines = {
    edges: all,
    joins: nextJoins(old, { all, boxes, change, window: { from, to, by } }),
    ends: spliced(old.ends, { to: 4 * to, by: 4 * by }),
    turns: spliced(old.turns, { to, by }),
    reaches: spliced(old.lines.extents, { to: 4 * to, by: 4 * by }),
  }
  // lines that are new hold numbers of others
  const moved = [...touched].filter((line) => layLine(lines, line, boxes) || (line >= from && line < to + by))
  const { reaches, ...drawn } = lines
  return { ...drawn, lines: old.lines.moved(reaches, moved, by !== 0 && to < old.edges.length ? { from, to, by } : undefined) }
}

/** The lines, by their old numbers, that lead to boxes that have moved, come or gone, or that these can stand in the way of. */
function linesNear(old: Scene, { ids, extents, at }: Boxes, { first, gone, changed }: BoxChange): ReadonlySet<number> {
  const near = new Set<number>()
  const look = (sides: Scene['extents'], box: number) => {
    const side = (which: number) => sides[4 * box + which] ?? 0
    old.lines.query({ left: side(0), right: side(2), top: side(1) - mostDetour, bottom: side(3) + mostDetour }, (line) => void near.add(line))
  }
  for (let box = first; box < first + gone; box++) if (at.get(old.ids[box] ?? '') === undefined) look(old.extents, box)
  for (const box of changed) {
    const was = old.at.get(ids[box] ?? '')
    for (const line of was === undefined ? [] : old.linesAt(was)) near.add(line)
    if (was !== undefined && [0, 1, 2, 3].every((side) => old.extents[4 * was + side] === extents[4 * box + side])) continue
    look(extents, box)
    if (was !== undefined) look(old.extents, was)
  }
  return near
}

interface JoinSources {
  readonly all: readonly Scene['edges'][number][]
  readonly boxes: Boxes
  readonly change: BoxChange
  readonly window: { readonly from: number; readonly to: number; readonly by: number }
}

function nextJoins(old: Scene, { all, boxes, change: { first, gone, come }, window: { from, to, by } }: JoinSources): Uint32Array {
  const joins = spliced(old.joins, { to: 2 * to, by: 2 * by })
  const shift = come - gone
  const last = shift === 0 ? first + gone : old.ids.length
  // a box that is another leads to none of the lines that stay
  if (first < last && !(shift === 0 && stays(old, boxes, [first, last]))) for (let side = 0; side < joins.length; side++) {
    const box = joins[side] ?? 0
    // steps may have changed their order
    if (box >= first + gone) joins[side] = box + shift
    else if (box >= first) joins[side] = boxes.at.get(old.ids[box] ?? '') ?? 0
  }
  for (let line = from; line < to + by; line++) {
    joins[2 * line] = boxes.at.get(all[line]?.source ?? '') ?? 0
    joins[2 * line + 1] = boxes.at.get(all[line]?.target ?? '') ?? 0
  }
  return joins
}

function stays(old: Scene, { ids }: Boxes, [first, last]: readonly [number, number]): boolean {
  for (let box = first; box < last; box++) if (old.ids[box] !== ids[box]) return false
  return true
}

/** How many at each end are the very same. */
function sharedEnds(old: readonly unknown[], now: readonly unknown[]): readonly [number, number] {
  const shortest = Math.min(old.length, now.length)
  let from = 0
  while (from < shortest && old[from] === now[from]) from += 1
  let tail = 0
  while (tail < shortest - from && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
  return [from, tail]
}
