import { differingPlaces, type Place, sameJson, type WorkflowDocument } from '@eddy/workflow'
import { locate } from './document/locate.ts'
import { positionsOf } from './document/positions.ts'
import { stepsChange } from './document/steps-change.ts'
import { stepLabel } from './document/step-label.ts'
import type { Entry } from './history.ts'

const known = new WeakMap<Entry, EditPlace>()

interface EditPlace {
  /** The step that an edit is about, by path, and the version of the document that has it. */
  readonly path: string | undefined
  readonly document: WorkflowDocument
}

/** The step that an edit changed first; of several in one container, the container's. */
export function editPlace(entry: Entry): EditPlace {
  const found = known.get(entry) ?? findPlace(entry)
  known.set(entry, found)
  return found
}

function findPlace({ before, after }: Entry): EditPlace {
  const path = changedStep(before, after) ?? movedStep(before, after)
  if (path !== undefined) return { path, document: after }
  const places = differingPlaces(before, after)
  for (const document of [after, before]) {
    const paths = places.flatMap((place) => stepPath(document, place) ?? [])
    const [first] = paths
    if (first !== undefined) return { path: first, document }
  }
  return { path: undefined, document: after }
}

/** The first step of the top level that is another or is new: found without a look at thousands of drawn places. */
function changedStep(before: WorkflowDocument, after: WorkflowDocument): string | undefined {
  const change = stepsChange(before, after)
  if (!change?.come.length) return undefined
  const [old, now] = [change.gone, change.come].map((steps) => new Map(steps.map((step) => [step.name, step])))
  // in the order in which differences are told: what was there first
  const names = [...change.gone, ...change.come].map(({ name }) => name)
  return names.find((name) => now?.has(name) && now.get(name) !== old?.get(name) && locate(after, name))
}

/** The first step that stands elsewhere, where nothing but places is another: a layout moves thousands. */
function movedStep(before: WorkflowDocument, after: WorkflowDocument): string | undefined {
  const { view: old, ...was } = before
  const { view: now, ...is } = after
  if (!sharesAll({ ...was, ...old, positions: undefined }, { ...is, ...now, positions: undefined })) return undefined
  const [from, to] = [positionsOf(before), positionsOf(after)]
  const moves = (path: string) => !sameJson(from[path], to[path]) && locate(after, path) !== undefined
  for (const all of [from, to]) for (const path in all) if (moves(path)) return path
  return undefined
}

function sharesAll(before: { readonly [key: string]: unknown }, after: { readonly [key: string]: unknown }): boolean {
  return Object.keys({ ...before, ...after }).every((key) => before[key] === after[key])
}

/** The innermost step that a place of the document lies in, or the one whose position it is. */
export function stepPath(document: WorkflowDocument, place: Place): string | undefined {
  const path = place[0] === 'view' ? positionedPath(place) : pathAlong(place)
  return path && locate(document, path) ? path : undefined
}

function positionedPath(place: Place): string | undefined {
  return place[1] === 'positions' ? place[2] : undefined
}

/** `steps/a/branches/0/steps/b/config/x` leads to `a.b`. */
function pathAlong(place: Place): string {
  const names: string[] = []
  for (let at = place[0] === 'failure' ? 1 : 0; at < place.length; at += 2) {
    const name = place[at + 1]
    if (place[at] === 'branches') continue
    if ((place[at] !== 'steps' && place[at] !== 'handlers') || name === undefined) break
    names.push(name)
  }
  return names.join('.')
}

/** What an edit did and where: `move Ship order, inside Fulfilment`. */
export function editTitle(entry: Entry): string {
  const { path, document } = editPlace(entry)
  const found = path === undefined ? undefined : locate(document, path)
  const parent = found?.parent === undefined ? undefined : locate(document, found.parent)
  const label = entry.label.charAt(0).toLowerCase() + entry.label.slice(1)
  return parent ? `${label}, inside ${stepLabel(parent.step)}` : label
}

/** How many steps differ between two documents, for a sentence. */
export function changedSteps(before: WorkflowDocument, after: WorkflowDocument): readonly string[] {
  const names = new Map<string, string>()
  for (const place of differingPlaces(before, after)) {
    const document = stepPath(after, place) === undefined ? before : after
    const path = stepPath(document, place)
    const step = path === undefined ? undefined : locate(document, path)?.step
    if (path !== undefined && step) names.set(path, stepLabel(step))
  }
  return [...names.values()]
}
