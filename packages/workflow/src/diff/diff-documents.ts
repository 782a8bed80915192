import { documentGraph } from '../graph.ts'
import { renameStep } from '../rename.ts'
import { differingPlaces } from '../three-way/differing-places.ts'
import { ORDER, placeId, type Place } from '../three-way/field-clash.ts'
import { findRenames } from '../three-way/find-renames.ts'
import { stepPlaces, type PlacedStep } from '../three-way/step-places.ts'
import { valueAt } from '../three-way/value-at.ts'
import type { WorkflowDocument } from '../document.ts'
import { impliedReturns } from './implied-return.ts'
import type { FieldChange } from './field-change.ts'
import { diffLines, type LineChange } from './diff-lines.ts'

/** What became of a step. One that has another name is `renamed`, with whatever else is another. */
export interface StepDiff {
  readonly change: 'added' | 'removed' | 'changed' | 'renamed'
  /** In the newer document; of a removed step, in the older. */
  readonly path: string
  /** In the older document, when it went by another path there. */
  readonly was?: string
  readonly fields: readonly FieldChange[]
}

export interface DocumentDiff {
  /** In the order of the newer document, what is gone behind. */
  readonly steps: readonly StepDiff[]
  /** Of the workflow itself: title, inputs, options, return. */
  readonly fields: readonly FieldChange[]
  readonly lines: readonly LineChange[]
}

/**
 * What differs between two versions of a document, as far as it means anything: where things are drawn, notes, and the order of what has
 * none are left out, unless it makes another step the last declared one, whose value is returned. Steps are known by name and followed through renames, with all that refers to them. Linear, but for renames.
 */
export function diffDocuments(before: WorkflowDocument, after: WorkflowDocument): DocumentDiff {
  const { document: aligned, originals } = alignedWith(before, after)
  const [old, now] = [stepPlaces(aligned), stepPlaces(after)]
  const places = differingPlaces(aligned, after)
  const sorted = sortPlaces(places.filter(isMeant), owners(old, now))
  const implied = impliedReturns({ aligned, after }, places)
  const fieldsOf = (path: string, place: Place) => [...(sorted.steps.get(path) ?? []).map((inner) => fieldChange({ aligned, after }, place, inner)), ...implied.of(place)]
  const steps: StepDiff[] = []
  for (const { path, place } of now.values()) {
    if (!old.has(path)) {
      steps.push({ change: 'added', path, fields: [] })
      continue
    }
    const original = originals.get(path) ?? path
    const renamed = nameOf(original) !== nameOf(path)
    const fields = fieldsOf(path, place)
    if (renamed || fields.length > 0) steps.push({ change: renamed ? 'renamed' : 'changed', path, ...(original === path ? {} : { was: original }), fields })
  }
  for (const { path } of old.values()) if (!now.has(path)) steps.push({ change: 'removed', path: originals.get(path) ?? path, fields: [] })
  const fields = [...sorted.document.map((place) => fieldChange({ aligned, after }, [], place)), ...implied.of([])]
  return { steps, fields, lines: diffLines(documentGraph(aligned), documentGraph(after)) }
}

/** Nothing that means anything is another. */
export function isSameWorkflow({ steps, fields, lines }: DocumentDiff): boolean {
  return steps.length === 0 && fields.length === 0 && lines.length === 0
}

/** The older document with the names of the newer, and for each path that changed the one that it had. */
export function alignedWith(before: WorkflowDocument, after: WorkflowDocument): { readonly document: WorkflowDocument; readonly originals: ReadonlyMap<string, string> } {
  let document = before
  for (const { path, name } of findRenames(before, after)) {
    const renamed = renameStep(document, path, name)
    if (renamed.ok) document = renamed.document
  }
  if (document === before) return { document, originals: new Map() }
  // renaming leaves every step where it stands
  const paths = [...stepPlaces(before).keys()]
  return { document, originals: new Map([...stepPlaces(document).keys()].map((path, index) => [path, paths[index] ?? path])) }
}

const ORDERED: ReadonlySet<string> = new Set(['branches', 'onError', 'guards'])

/** Positions and notes say nothing, and an order only where it is looked at. */
function isMeant(place: Place): boolean {
  if (place[0] === 'view') return false
  return place.at(-1) !== ORDER || ORDERED.has(place.at(-2) ?? '')
}

interface Sorted {
  /** By the path of the innermost step that the place is in; relative to it. */
  readonly steps: ReadonlyMap<string, readonly Place[]>
  readonly document: readonly Place[]
}

function owners(...documents: readonly ReadonlyMap<string, PlacedStep>[]): ReadonlyMap<string, string> {
  return new Map(documents.flatMap((steps) => [...steps.values()].map(({ place, path }) => [placeId(place), path] as const)))
}

function sortPlaces(places: readonly Place[], owner: ReadonlyMap<string, string>): Sorted {
  const steps = new Map<string, Place[]>()
  const document: Place[] = []
  for (const place of places) {
    const length = ownerLength(place, owner)
    if (length === 0) document.push(place)
    // a step that is there or not is told as such
    else if (length < place.length) {
      const path = owner.get(placeId(place.slice(0, length))) ?? ''
      steps.set(path, [...(steps.get(path) ?? []), place.slice(length)])
    }
  }
  return { steps, document }
}

/** How many keys lead to the innermost step around a place; 0 when there is none. */
function ownerLength(place: Place, owner: ReadonlyMap<string, string>): number {
  for (let length = place.length; length > 0; length--) if (owner.has(placeId(place.slice(0, length)))) return length
  return 0
}

function fieldChange({ aligned, after }: { readonly aligned: WorkflowDocument; readonly after: WorkflowDocument }, step: Place, inner: Place): FieldChange {
  const place = [...step, ...inner]
  const [was, is] = [valueAt(aligned, place), valueAt(after, place)]
  return { place: inner, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
