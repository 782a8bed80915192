import { isFields } from '../three-way/same-json.ts'
import { ORDER, placeId, type Place } from '../three-way/field-clash.ts'
import { valueAt } from '../three-way/value-at.ts'
import type { WorkflowDocument } from '../document.ts'
import type { FieldChange } from './field-change.ts'

interface Sides {
  readonly aligned: WorkflowDocument
  readonly after: WorkflowDocument
}

/** What returns another step though no `return` says so: its steps stand in another order, and the last declared one is another. By the place of the document or of the container. */
export function impliedReturns(sides: Sides, places: readonly Place[]): { readonly of: (owner: Place) => readonly FieldChange[] } {
  const changes = new Map<string, readonly FieldChange[]>()
  for (const place of places) {
    if (place.at(-1) !== ORDER || place.at(-2) !== 'steps') continue
    const owner = place.slice(0, -2)
    const [before, after] = [lastOf(sides.aligned, owner), lastOf(sides.after, owner)]
    if (before !== undefined && after !== undefined && before !== after) changes.set(placeId(owner), [{ place: ['return'], before, after }])
  }
  return { of: (owner) => changes.get(placeId(owner)) ?? [] }
}

/** The name of the last declared step, where nothing says what is returned. */
function lastOf(document: WorkflowDocument, place: Place): string | undefined {
  const owner: unknown = place.length === 0 ? document : valueAt(document, place)
  if (!isFields(owner) || owner['return'] !== undefined || !Array.isArray(owner['steps'])) return undefined
  const last: unknown = owner['steps'].at(-1)
  return isFields(last) && typeof last['name'] === 'string' ? last['name'] : undefined
}
