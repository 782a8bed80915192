import type { Step, WorkflowDocument } from '@eddy/workflow'
import { client } from '../trpc/client.ts'

/** The workflows that a document composes, by the reference it names them with. */
export type ComposedWorkflows = ReadonlyMap<string, WorkflowDocument>

/** Fetches what a document composes, and what that composes in turn. A workflow that is gone is left out. */
export async function loadComposed(document: WorkflowDocument): Promise<ComposedWorkflows> {
  const found = new Map<string, WorkflowDocument>()
  let wanted = [...referencesOf(document)]
  if (wanted.length === 0) return found
  const stored = new Map((await client.workflow.list.query()).map((row) => [row.name, row.id] as const))
  while (wanted.length > 0) {
    const loaded = await Promise.all(wanted.map(async (reference): Promise<readonly [string, WorkflowDocument] | undefined> => {
      const id = stored.get(reference.replace(/@.*$/, ''))
      return id === undefined ? undefined : [reference, (await client.workflow.get.query({ id })).document]
    }))
    const fresh = loaded.filter((entry) => entry !== undefined)
    for (const [reference, composed] of fresh) found.set(reference, composed)
    wanted = [...new Set(fresh.flatMap(([, composed]) => [...referencesOf(composed)]))].filter((reference) => !found.has(reference))
  }
  return found
}

function referencesOf(document: WorkflowDocument): ReadonlySet<string> {
  const references = new Set<string>()
  function visit(steps: readonly Step[]) {
    for (const step of steps) {
      if (step.kind === 'compose' && typeof step.config?.workflow === 'string') references.add(step.config.workflow)
      visit([...(step.steps ?? []), ...(step.branches ?? []).flatMap((branch) => branch.steps)])
    }
  }
  visit([...document.steps, ...(document.handlers ?? []), ...(document.failure?.steps ?? [])])
  return references
}
