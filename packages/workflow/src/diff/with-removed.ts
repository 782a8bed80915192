import type { WorkflowDocument } from '../document.ts'
import { placeId, type Place } from '../three-way/field-clash.ts'
import { stepPlaces } from '../three-way/step-places.ts'
import { valueAt, withValueAt } from '../three-way/value-at.ts'
import { alignedWith } from './diff-documents.ts'

export interface WithRemoved {
  readonly document: WorkflowDocument
  /** Paths of the steps that are no more, inner ones too, each with the path that it had. */
  readonly removed: ReadonlyMap<string, string>
}

/**
 * The newer document with the steps of the older that it no longer has, where they stood: for a drawing of both in one. They go by the
 * names of the newer document, so what they took from renamed steps still leads there. Linear, but for renames.
 */
export function withRemoved(before: WorkflowDocument, after: WorkflowDocument): WithRemoved {
  const { document: aligned, originals } = alignedWith(before, after)
  const now = stepPlaces(after)
  const gone = [...stepPlaces(aligned).values()].filter(({ path }) => !now.has(path))
  const done = new Set<string>()
  let document = after
  for (const { place } of gone) {
    const missing = firstMissing(document, place)
    if (missing === undefined || done.has(placeId(missing))) continue
    done.add(placeId(missing))
    document = withValueAt(document, { place: missing, value: valueAt(aligned, missing), after: '' })
  }
  return { document: placedAsBefore(document, aligned), removed: new Map(gone.map(({ path }) => [path, originals.get(path) ?? path])) }
}

/** The outermost part of a place that is not there: the step, or the container, branch or list that it stood in. */
function firstMissing(document: WorkflowDocument, place: Place): Place | undefined {
  for (let length = 1; length <= place.length; length++) {
    const part = place.slice(0, length)
    if (valueAt(document, part) === undefined) return part
  }
  return undefined
}

function placedAsBefore(document: WorkflowDocument, aligned: WorkflowDocument): WorkflowDocument {
  const positions = { ...aligned.view?.positions, ...document.view?.positions }
  return Object.keys(positions).length === 0 ? document : { ...document, view: { ...document.view, positions } }
}
