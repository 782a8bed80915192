import { walkSteps, type WorkflowDocument } from '@eddy/workflow'

/** The secrets that a document takes, each with the paths of the steps and handlers that take it. O(arguments). */
export function documentSecrets(document: WorkflowDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { step, path } of walkSteps(document)) {
    for (const { from } of step.arguments ?? []) {
      // drafts may hold anything
      if (from === null || typeof from !== 'object' || !('secret' in from)) continue
      const paths = found.get(from.secret) ?? []
      if (!paths.includes(path)) found.set(from.secret, [...paths, path])
    }
  }
  return found
}
