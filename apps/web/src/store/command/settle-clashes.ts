import { type FieldClash, renameStep, withValueAt, type WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { type Positions, positionsOf, withPositions } from '../document/positions.ts'
import { stepPath } from '../edit-title.ts'
import { command, type Command } from './command.ts'

/** Puts the other side's values in the place of what is here. `places`: where steps stand there, for those that come back. */
export function settleClashes(clashes: readonly FieldClash[], places: Positions = {}): Command {
  return command(clashes.length === 1 ? 'Take the other value' : `Take ${clashes.length} other values`, (document) => withPlaces(clashes.reduce(settled, document), places))
}

function settled(document: WorkflowDocument, clash: FieldClash): WorkflowDocument {
  const path = clash.place.at(-1) === 'name' ? stepPath(document, clash.place) : undefined
  if (path !== undefined && typeof clash.theirs === 'string') {
    const renamed = renameStep(document, path, clash.theirs)
    return renamed.ok ? renamed.document : document
  }
  return withValueAt(document, { place: clash.place, value: clash.theirs, ...(clash.after === undefined ? {} : { after: clash.after }) })
}

function withPlaces(document: WorkflowDocument, places: Positions): WorkflowDocument {
  const here = positionsOf(document)
  const missing = Object.entries(places).filter(([path]) => here[path] === undefined && locate(document, path) !== undefined)
  return missing.length ? withPositions(document, { ...here, ...Object.fromEntries(missing) }) : document
}
