import type { Catalog } from '../catalog.ts'
import type { JsonSchema, WorkflowDocument } from '../document.ts'
import { resultOf } from '../kind-traits.ts'

/** The JSON Schema of what a document returns; undefined where its kind does not say, or the returned step can end with a value of another shape. */
export function resultSchema(document: WorkflowDocument, catalog: Pick<Catalog, 'get'>): JsonSchema | undefined {
  const returned = document.return === undefined ? document.steps.at(-1) : document.steps.find(({ name }) => name === document.return)
  if (!returned) return undefined
  // a guard, a rule that continues and a compensation put values of their own in place of the kind's
  const replaced = (returned.guards ?? []).length > 0 || returned.compensate !== undefined || (returned.onError ?? []).some(({ then }) => then === 'continue')
  return replaced ? undefined : resultOf(catalog.get(returned.kind), returned)
}
