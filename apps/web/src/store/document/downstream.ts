import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from './edges.ts'
import { stepIndex } from './locate.ts'

const known = new WeakMap<WorkflowDocument, ReadonlyMap<string, readonly string[]>>()

/** By step, those that come right after it; what is inside a container counts as the container too. Made once per document. */
export function followersOf(document: WorkflowDocument): ReadonlyMap<string, readonly string[]> {
  const made = known.get(document)
  if (made) return made
  const after = new Map<string, Set<string>>()
  for (const edge of edgesOf(document)) {
    if (edge.kind !== 'data' && edge.kind !== 'wait') continue
    for (const target of withAncestors(document, edge.target)) {
      if (target === edge.source || edge.source.startsWith(`${target}.`)) continue
      const list = after.get(edge.source)
      if (list) list.add(target)
      else after.set(edge.source, new Set([target]))
    }
  }
  const followers = new Map([...after].map(([path, list]) => [path, [...list]]))
  known.set(document, followers)
  return followers
}

/** This step and all that come after it, directly or not. O(steps + edges). */
export function downstreamOf(document: WorkflowDocument, path: string): ReadonlySet<string> {
  const followers = followersOf(document)
  const seen = new Set([path])
  for (const at of seen) for (const next of followers.get(at) ?? []) seen.add(next)
  return seen
}

function withAncestors(document: WorkflowDocument, path: string): readonly string[] {
  const paths = [path]
  for (let at = stepIndex(document).get(path)?.parent; at !== undefined; at = stepIndex(document).get(at)?.parent) paths.push(at)
  return paths
}
