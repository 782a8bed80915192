import type { WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from './command.ts'

/** A version's document is the draft again. A workflow keeps its name: what calls it would not find it by an older one. */
export function restoreVersion(version: WorkflowDocument, number: number): Command {
  return command(`Restore version ${number}`, (document) => ({ ...version, name: document.name }))
}
