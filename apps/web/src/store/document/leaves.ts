import type { WorkflowDocument } from '@eddy/workflow'
import { containersAround, isContainer } from './inside.ts'
import { stepIndex } from './locate.ts'

const known = new WeakMap<WorkflowDocument, ReadonlyMap<string, readonly string[]>>()

/** The steps in each container, at any depth, without the containers among them; built once per document. */
export function leavesOf(document: WorkflowDocument): ReadonlyMap<string, readonly string[]> {
  let leaves = known.get(document)
  if (!leaves) {
    const made = new Map<string, string[]>()
    for (const path of stepIndex(document).keys()) {
      if (isContainer(document, path)) continue
      for (const around of containersAround(path)) {
        const list = made.get(around)
        if (list) list.push(path)
        else made.set(around, [path])
      }
    }
    leaves = made
    known.set(document, leaves)
  }
  return leaves
}
