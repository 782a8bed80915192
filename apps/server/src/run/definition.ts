import { createHash } from 'node:crypto'
import { documentSecrets } from '@eddy/library'
import { catalog } from '@eddy/steps/contract'
import { composedReferences, contentHash, parseReference, validate, walkSteps, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { plan, type Plan } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { referencedDocument } from '../version/version-document.ts'
import { RecentPlans } from './recent-plans.ts'

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

const hashes = new WeakMap<Definition, string>()

export function definitionHash(definition: Definition): string {
  const hash = hashes.get(definition) ?? createHash('sha256').update(JSON.stringify(definition)).digest('hex')
  hashes.set(definition, hash)
  return hash
}

const taken = new WeakMap<Definition, ReadonlySet<string>>()

/** The names of the secrets that its steps take. */
export function secretsOf(definition: Definition): ReadonlySet<string> {
  const names = taken.get(definition) ?? new Set([definition.document, ...Object.values(definition.composed)].flatMap((document) => [...documentSecrets(document).keys()]))
  taken.set(definition, names)
  return names
}

/** `secrets`: the names of those that exist, to be checked too. */
export function problemsOf({ document, composed }: Definition, secrets?: ReadonlySet<string>): readonly Problem[] {
  return validate(document, { catalog, workflow: (reference) => composed[reference], ...(secrets ? { secrets } : {}) })
}

/** What runs again and again is planned once; runs do not change their plans. */
const plans = new RecentPlans()

export function planOf(definition: Definition): Plan {
  const { document, composed } = definition
  return plans.of(definitionHash(definition), () => plan(document, { catalog, workflow: (reference) => composed[reference], hash: contentHash(document) }))
}

const counts = new WeakMap<WorkflowDocument, number>()

export function countSteps(document: WorkflowDocument): number {
  const count = counts.get(document) ?? [...walkSteps(document)].filter(({ lane }) => lane === 'steps').length
  counts.set(document, count)
  return count
}
