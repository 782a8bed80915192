import { documentShape, fieldShape, keyed, type Shape } from './shape.ts'
import { isFields } from './same-json.ts'
import type { Place } from './field-clash.ts'
import type { Step, WorkflowDocument } from '../document.ts'

export interface PlacedStep {
  readonly step: Step
  /** As `walkSteps` has it: `trip.reserve_hotel`. */
  readonly path: string
  readonly place: Place
  /** The list that it stands in, as a place. */
  readonly list: string
}

/** The last few answers: one merge asks for the same three documents again and again. */
const recent: { readonly document: WorkflowDocument; readonly places: ReadonlyMap<string, PlacedStep> }[] = []
const mostRecent = 4

/** Every step with its place, outer ones first. Linear. */
export function stepPlaces(document: WorkflowDocument): ReadonlyMap<string, PlacedStep> {
  const known = recent.find((entry) => entry.document === document)
  if (known) return known.places
  const places = findPlaces(document)
  recent.unshift({ document, places })
  recent.length = Math.min(recent.length, mostRecent)
  return places
}

function findPlaces(document: WorkflowDocument): ReadonlyMap<string, PlacedStep> {
  const found = new Map<string, PlacedStep>()
  const lists: { readonly items: unknown; readonly shape: Shape; readonly place: Place; readonly prefix: string }[] = []
  const addList = (items: unknown, place: Place, prefix: string) => lists.push({ items, shape: fieldShape(documentShape, 'steps'), place, prefix })
  addList(document.steps, ['steps'], '')
  addList(document.handlers, ['handlers'], '')
  addList(document.failure?.steps, ['failure', 'steps'], '')
  // the list of lists grows while it is worked off
  for (const { items, shape, place, prefix } of lists) {
    if (shape.kind !== 'list' || !Array.isArray(items)) continue
    for (const [key, item] of keyed(shape, items)) {
      if (!isStep(item)) continue
      const path = prefix + key
      if (!found.has(path)) found.set(path, { step: item, path, place: [...place, key], list: place.join('/') })
      addList(item.steps, [...place, key, 'steps'], `${path}.`)
      const branches = fieldShape(shape.item, 'branches')
      if (branches.kind !== 'list') continue
      for (const [branch, value] of keyed(branches, item.branches ?? [])) if (isFields(value)) addList(value['steps'], [...place, key, 'branches', branch, 'steps'], `${path}.`)
    }
  }
  return found
}

function isStep(item: unknown): item is Step {
  return isFields(item) && typeof item['name'] === 'string'
}
