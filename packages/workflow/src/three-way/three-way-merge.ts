import { alignNames } from './align-names.ts'
import { differingPlaces } from './differing-places.ts'
import type { FieldClash, Place } from './field-clash.ts'
import type { Sides } from './merge-order.ts'
import { type Merging, mergeValues } from './merge-values.ts'
import { sameJson } from './same-json.ts'
import { shareParts } from './share-parts.ts'
import { documentShape } from './shape.ts'
import type { WorkflowDocument } from '../document.ts'

export interface ThreeWayMerge {
  /** Mine with all of theirs that does not clash. */
  readonly document: WorkflowDocument
  /** What both sides changed, each in its way; the document has mine. */
  readonly clashes: readonly FieldClash[]
  /** Where the document now differs from mine. */
  readonly taken: readonly Place[]
  /** Steps of mine whose name theirs has given to a step of its own, to their new paths. */
  readonly renamed: ReadonlyMap<string, string>
}

/**
 * Brings together two edits of one document: step by step and field by field, steps known by name and followed through renames.
 * Nothing of either side is lost: it is in the document or among the clashes. With itself, a document merges to itself; edits that do not
 * clash merge to the same document whoever merges. Shares with `mine` what does not change. Linear, and with shared parts in the size of the
 * difference, unless steps were renamed. Changes nothing.
 */
export function threeWayMerge({ base, mine, ...sides }: Sides<WorkflowDocument>): ThreeWayMerge {
  // the same document, made of the parts that are here already
  const theirs = shareParts(sides.theirs, base) as WorkflowDocument
  if (mine === theirs || sameJson(theirs, base)) return { document: mine, clashes: [], taken: [], renamed: new Map() }
  if (mine === base) return { document: theirs, clashes: [], taken: differingPlaces(mine, theirs), renamed: new Map() }
  const { sides: aligned, touched, clashes, renamed } = alignNames({ base, mine, theirs })
  const merging: Merging = { touched, clashes: [...clashes] }
  // the merge keeps the shape that the three documents have
  const document = mergeValues(merging, aligned, { shape: documentShape, place: [] }) as WorkflowDocument
  return { document, clashes: merging.clashes, taken: differingPlaces(mine, document), renamed }
}
