import type { WorkflowDocument } from '@eddy/workflow'
import { type Located, stepIndex } from '../../store/document/locate.ts'
import { card, handlerCard } from '../../store/document/measures.ts'
import { drawnPlaces } from '../../store/document/drawn-places.ts'
import { foldsIn, isInside, standIn } from '../../store/document/inside.ts'
import { lanesOf, type Place } from '../../store/document/placement.ts'
import { absolutePlace } from '../../store/document/absolute-place.ts'
import { cardSizes, type Density } from './density.ts'

/** How a step stands in the drawing: its place, relative to the container that it is drawn in. */
export interface DrawnCard {
  readonly place: Place
  /** The container that it is drawn in: a handler in a lane stands beside its step. */
  readonly parent: string | undefined
  /** Hangs under another card and moves with it. */
  readonly hung: boolean
  /** Holds steps. */
  readonly nests: boolean
  /** A container that is closed, or the one that is looked into. */
  readonly as?: 'folded' | 'frame'
}

export interface DrawnSources {
  readonly document: WorkflowDocument
  readonly lanes: boolean
  readonly density: Density
  /** Containers that are closed. */
  readonly folded?: ReadonlySet<string> | undefined
  /** The container that is looked into: only what is in it is drawn, where the whole drawing has it. */
  readonly scope?: string | undefined
}

const noFolds: ReadonlySet<string> = new Set()

/** Says how each step is drawn; nothing for one that is not. */
export function drawnCards({ document, lanes, density, folded = noFolds, scope: within }: DrawnSources): (found: Located) => DrawnCard | undefined {
  const folds = foldsIn(folded, within)
  const places = drawnPlaces(document, folds)
  const owners = ownersOf(document)
  const sizes = cardSizes[density]
  const hidden = (path: string) => !isInside(path, within) || (folds.size > 0 && standIn(folds, path) !== path)
  return ({ path, step, scope, parent }) => {
    const place = places.get(path)
    const handler = scope.kind === 'handlers'
    if (!place || (handler && !lanes)) return undefined
    if (path === within) return { place: { ...place, ...absolutePlace(document, path) }, parent: undefined, hung: false, nests: true, as: 'frame' }
    if (hidden(owners.get(path)?.path ?? path)) return undefined
    if (folds.has(path)) return { place: { x: place.x, y: place.y, ...sizes.step }, parent, hung: false, nests: false, as: 'folded' }
    if (nests(step)) return { place, parent, hung: false, nests: true }
    if (!handler) return { place: density === 'comfortable' ? place : { x: place.x, y: place.y, ...sizes.step }, parent, hung: false, nests: false }
    const owner = owners.get(path)
    // it stays under the middle of its step
    const shift = owner ? (handlerCard.width - sizes.handler.width + (nests(owner.step) && !folds.has(owner.path) ? 0 : sizes.step.width - card.width)) / 2 : 0
    return { place: { x: place.x + shift, y: place.y, ...sizes.handler }, parent: owner ? owner.parent : parent, hung: owner !== undefined, nests: false }
  }
}

const known = new WeakMap<WorkflowDocument, ReadonlyMap<string, Located>>()

/** The steps that handlers hang under. */
function ownersOf(document: WorkflowDocument): ReadonlyMap<string, Located> {
  const last = known.get(document)
  if (last) return last
  const owners = new Map<string, Located>()
  const index = stepIndex(document)
  for (const [path, handlers] of lanesOf(document)) {
    const owner = index.get(path)
    if (owner) for (const handler of handlers) owners.set(handler, owner)
  }
  known.set(document, owners)
  return owners
}

function nests({ steps, branches }: Located['step']): boolean {
  return steps !== undefined || branches !== undefined
}
