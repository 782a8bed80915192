import { createHash } from 'node:crypto'
import { catalog } from '@eddy/steps/contract'
import { composedReferences, contentHash, parseReference, validate, walkSteps, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { plan, type Plan } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { referencedDocument } from '../version/version-document.ts'

/** What a run runs: a document and, by reference, the workflows that it composes. */
export interface Definition {
  readonly document: WorkflowDocument
  readonly composed: { readonly [reference: string]: WorkflowDocument }
}

/** Fetches what the document composes, and what that composes; what is not there is left to the validation. */
export async function resolveDefinition(db: Database, document: WorkflowDocument): Promise<Definition> {
  const composed: { [reference: string]: WorkflowDocument } = {}
  const pending = [...composedReferences(document)]
  for (let reference = pending.pop(); reference !== undefined; reference = pending.pop()) {
    if (reference in composed) continue
    const inner = await referencedDocument(db, parseReference(reference))
    if (inner === undefined) continue
    composed[reference] = inner
    pending.push(...composedReferences(inner))
  }
  return { document, composed }
}

export function definitionHash(definition: Definition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex')
}

/** `secrets`: the names of those that exist, to be checked too. */
export function problemsOf({ document, composed }: Definition, secrets?: ReadonlySet<string>): readonly Problem[] {
  return validate(document, { catalog, workflow: (reference) => composed[reference], ...(secrets ? { secrets } : {}) })
}

export function planOf({ document, composed }: Definition): Plan {
  return plan(document, { catalog, workflow: (reference) => composed[reference], hash: contentHash(document) })
}

export function countSteps(document: WorkflowDocument): number {
  return [...walkSteps(document)].filter(({ lane }) => lane === 'steps').length
}
