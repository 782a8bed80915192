import { composedReferences, contentHash, parseReference, type WorkflowDocument } from '@eddy/workflow'
import { applyMapping } from './manifest/apply-mapping.ts'

/** A document that composes nothing that can change: each reference names the content that it means now. */
export interface Pinned {
  readonly document: WorkflowDocument
  /** By the pinned reference, `refund@4f0c2a91`. */
  readonly composed: { readonly [reference: string]: WorkflowDocument }
}

/** Pins everything that a document composes to its content, what is composed deepest first. Composed documents never compose each other in a circle. */
export function pinComposed(document: WorkflowDocument, composed: { readonly [reference: string]: WorkflowDocument }): Pinned {
  const pinned = new Map<string, string>()
  const kept: { [reference: string]: WorkflowDocument } = {}
  const pin = (reference: string, inner: WorkflowDocument): string => {
    const known = pinned.get(reference)
    if (known !== undefined) return known
    const whole = applyMapping(inner, { workflows: pinsOf(inner) })
    const exact = `${parseReference(reference).name}@${contentHash(whole)}`
    pinned.set(reference, exact)
    kept[exact] = whole
    return exact
  }
  const pinsOf = (one: WorkflowDocument): { readonly [reference: string]: string } => Object.fromEntries(composedReferences(one).flatMap((reference) => (composed[reference] ? [[reference, pin(reference, composed[reference])]] : [])))
  return { document: applyMapping(document, { workflows: pinsOf(document) }), composed: kept }
}
