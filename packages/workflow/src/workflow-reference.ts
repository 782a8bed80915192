import { contentHash } from './content-hash.ts'
import type { WorkflowDocument } from './document.ts'
import { walkSteps } from './walk-steps.ts'

/** What a `compose` step names: `book_trip`, `book_trip@3`, `book_trip@4f0c2a91` (the beginning of a content hash). */
export interface WorkflowReference {
  readonly name: string
  readonly version: string | null
}

export function parseReference(reference: string): WorkflowReference {
  const at = reference.indexOf('@')
  return at === -1 ? { name: reference, version: null } : { name: reference.slice(0, at), version: reference.slice(at + 1) }
}

const HASH = /^[0-9a-f]{8,64}$/

/** Whether a document without a version of its own is what a reference means: the name alone, or with the beginning of its content hash. */
export function isPinned(document: WorkflowDocument, { version }: WorkflowReference): boolean {
  return version === null || (HASH.test(version) && contentHash(document).startsWith(version))
}

/** What the `compose` steps of a document name, each once. O(steps). */
export function composedReferences(document: WorkflowDocument): readonly string[] {
  const found = new Set<string>()
  for (const { step } of walkSteps(document)) {
    const reference = step.kind === 'compose' ? step.config?.['workflow'] : undefined
    if (typeof reference === 'string') found.add(reference)
  }
  return [...found]
}
