import type { Step, WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from './edges.ts'
import { type Located, stepIndex } from './locate.ts'
import { fallbackPlaces } from './fallback-places.ts'
import { card, container, gap, handlerCard } from './measures.ts'
import { movedPaths, positionsOf } from './positions.ts'
import { PatchedMap } from './patched-map.ts'
import { derived, type Start } from './steps-change.ts'

/** Where a card is drawn, relative to the container around it. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Step that a handler hangs under: the first that names it. */
export type Lanes = ReadonlyMap<string, readonly string[]>

/** The handlers in the lane under each step. */
export const lanesOf: (document: WorkflowDocument) => Lanes = derived<Lanes>({
  whole: (document) => {
    const owned = new Set<string>()
    const made = new Map<string, string[]>()
    for (const edge of edgesOf(document)) {
      if ((edge.kind !== 'undo' && edge.kind !== 'compensate') || owned.has(edge.target)) continue
      owned.add(edge.target)
      made.set(edge.source, [...(made.get(edge.source) ?? []), edge.target])
    }
    return made
  },
  next: ({ value, gone, come }) => (handlersIn(gone) === handlersIn(come) ? value : undefined),
})

/** What these steps hang under themselves, as a text to compare. */
function handlersIn(steps: readonly Step[]): string {
  return steps.flatMap(({ name, undo, compensate, check }) => (undo ?? compensate ?? check) === undefined ? [] : [`${name}/${undo ?? ''}/${compensate ?? ''}/${check ?? ''}`]).join()
}

/**
 * Where everything stands, computed once per document. Places that the document names are kept; a step that has none
 * goes to its column; a handler hangs in the lane under its step; a container is as large as what it holds.
 */
export function placesOf(document: WorkflowDocument): ReadonlyMap<string, Place> {
  return placed(document).places
}

/** Takes the places of a document that were made elsewhere. */
export function keepPlaces(document: WorkflowDocument, places: ReadonlyMap<string, Place>, free: boolean): void {
  placed.keep(document, { places, free })
}

/** What stands elsewhere than in the document before; nothing when that is not known. */
export function movedSince(before: WorkflowDocument, document: WorkflowDocument): readonly string[] | undefined {
  const { moved } = placed(document)
  return moved?.since.deref() === before ? moved.paths : undefined
}

/** Whether all that stands on the canvas itself was put there by hand, so that none of it moves with another. */
export function allPlaced(document: WorkflowDocument): boolean {
  return placed(document).free
}

interface Placed {
  readonly places: ReadonlyMap<string, Place>
  /** All that stands on the canvas itself was put there by hand, so none of it moves with another. */
  readonly free: boolean
  /** What was placed anew since which document. Not held by it, or every draft would keep all before it. */
  readonly moved?: { readonly since: WeakRef<WorkflowDocument>; readonly paths: readonly string[] }
}

const placed = derived<Placed>({
  whole: (document) => new Placement(document).run(),
  next: (start, document) => {
    const { value, before, gone } = start
    const lanes = lanesOf(document)
    const changed = value.free && lanes === lanesOf(before) ? placedAnew(start, document) : undefined
    if (!changed) return undefined
    const stored = positionsOf(document)
    const anew = new Map<string, Place>()
    for (const path of changed) {
      const [x, y] = stored[path] ?? [0, 0]
      const last = value.places.get(path)
      const stays = last?.x === x && last.y === y
      // what hangs under it would have to come along
      if (!stays && lanes.has(path)) return undefined
      anew.set(path, stays ? last : { x, y, ...card })
    }
    const places = PatchedMap.of(value.places, { gone: gone.map(({ name }) => name), come: anew })
    return { places, free: true, moved: { since: new WeakRef(before), paths: [...changed] } }
  },
})

/** The steps on the canvas itself that are new, another or elsewhere; nothing where an edit moves more than what it names. */
function placedAnew({ before, come }: Start<Placed>, document: WorkflowDocument): ReadonlySet<string> | undefined {
  const stored = positionsOf(document)
  const index = stepIndex(document)
  const changed = new Set(come.map(({ name }) => name))
  for (const path of movedPaths(positionsOf(before), stored)) {
    const found = index.get(path)
    // a place of what is not there is nobody's
    if (!found) continue
    if (found.scope.kind !== 'root' || found.step.steps || found.step.branches) return undefined
    changed.add(path)
  }
  return [...changed].every((path) => stored[path]) ? changed : undefined
}

const noPlaces: ReadonlyMap<string, { x: number; y: number }> = new Map()

class Placement {
  readonly places = new Map<string, Place>()
  readonly children = new Map<string | undefined, Located[]>()
  readonly lanes: Lanes
  readonly hung: ReadonlySet<string>

  constructor(readonly document: WorkflowDocument) {
    this.lanes = lanesOf(document)
    this.hung = new Set([...this.lanes.values()].flat())
    for (const found of stepIndex(document).values()) {
      if (this.hung.has(found.path)) continue
      const siblings = this.children.get(found.parent)
      if (siblings) siblings.push(found)
      else this.children.set(found.parent, [found])
    }
  }

  run(): Placed {
    this.fill(undefined)
    const stored = positionsOf(this.document)
    return { places: this.places, free: (this.children.get(undefined) ?? []).every(({ path }) => stored[path]) }
  }

  /** Places the children of a container (or of the canvas) and returns how much room they take. */
  private fill(parent: string | undefined): { width: number; height: number } {
    const children = this.children.get(parent) ?? []
    const sizes = new Map(children.map((child) => [child.path, this.sizeOf(child)]))
    const stored = positionsOf(this.document)
    // what all have been placed by hand needs no places of its own
    const free = children.every(({ path }) => stored[path])
    const fallback = free ? noPlaces : fallbackPlaces({ document: this.document, children, sizes, lane: (path) => this.laneHeight(path) })
    const offset = free ? 0 : this.offset(children, sizes)
    const drawn = children.map((child) => {
      const at = stored[child.path]
      const free = fallback.get(child.path) ?? { x: 0, y: 0 }
      return { path: child.path, x: at?.[0] ?? free.x, y: at?.[1] ?? free.y + offset }
    })
    // inside a container only the distances between the children matter
    const left = parent === undefined ? 0 : drawn.reduce((least, { x }) => Math.min(least, x), Infinity) - container.padding
    const top = parent === undefined ? 0 : drawn.reduce((least, { y }) => Math.min(least, y), Infinity) - container.header - container.padding
    let [width, height] = [container.minWidth, container.minHeight]
    for (const { path, x, y } of drawn) {
      const size = sizes.get(path) ?? card
      const place = { x: x - left, y: y - top, width: size.width, height: size.height }
      this.places.set(path, place)
      this.hang(path, place)
      width = Math.max(width, place.x + size.width + container.padding)
      height = Math.max(height, place.y + size.height + this.laneHeight(path) + container.padding)
    }
    return { width, height }
  }

  private sizeOf({ path, step, scope }: Located): { width: number; height: number } {
    if (step.steps || step.branches) return this.fill(path)
    return scope.kind === 'handlers' ? handlerCard : card
  }

  /** Steps without a place go below those that have one. */
  private offset(children: readonly Located[], sizes: ReadonlyMap<string, { height: number }>): number {
    const stored = positionsOf(this.document)
    const bottoms = children.flatMap(({ path }) => {
      const at = stored[path]
      return at ? [at[1] + (sizes.get(path)?.height ?? 0) + this.laneHeight(path) + gap.row] : []
    })
    return bottoms.length ? bottoms.reduce((lowest, bottom) => Math.max(lowest, bottom), -Infinity) : 0
  }

  private laneHeight(path: string): number {
    return (this.lanes.get(path)?.length ?? 0) * (gap.lane + handlerCard.height)
  }

  private hang(path: string, place: Place): void {
    this.lanes.get(path)?.forEach((handler, row) => {
      const y = place.y + place.height + gap.lane + row * (gap.lane + handlerCard.height)
      this.places.set(handler, { x: place.x + (place.width - handlerCard.width) / 2, y, ...handlerCard })
    })
  }
}
