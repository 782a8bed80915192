import { renamedPath, type WorkflowDocument } from '@eddy/workflow'
import { locate } from './document/locate.ts'
import { renamesBetween } from './renames-between.ts'

/**
 * The same of what is named by the paths of steps, steps and lines between them, in a later draft: whoever renamed a step, it stays the one that
 * was meant. What is in the later draft, or is gone from it, stays as it is.
 */
export function followRenames(ids: Iterable<string>, before: WorkflowDocument, after: WorkflowDocument): readonly string[] {
  const all = [...ids]
  const left = (path: string) => locate(after, path) === undefined && locate(before, path) !== undefined
  if (before === after || !all.some((id) => pathsOf(id).some(left))) return all
  const renames = renamesBetween(before, after)
  const follow = (path: string) => {
    const to = renames.reduce(renamedPath, path)
    return left(path) && locate(after, to) ? to : path
  }
  return all.map((id) => id.slice(0, kindEnd(id)) + pathsOf(id).map(follow).join('>'))
}

/** A line is called `data:a>b`. */
function kindEnd(id: string): number {
  return id.includes('>') ? id.indexOf(':') + 1 : 0
}

function pathsOf(id: string): readonly string[] {
  return id.slice(kindEnd(id)).split('>')
}
