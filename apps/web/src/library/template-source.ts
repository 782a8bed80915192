import type { Json, WorkflowDocument } from '@eddy/workflow'

/** What is to become a template. */
export interface TemplateSource {
  readonly document: WorkflowDocument
  /** The version that has this document; without one, the template becomes a workflow of its own. */
  readonly version?: { readonly workflowId: string; readonly number: number } | undefined
  /** What it is, in words: `3 steps of Book a trip`. */
  readonly words: string
  /** Where the value of each input comes from, by its name. */
  readonly inputs: ReadonlyMap<string, string>
  /** An input with which it is known to succeed, or why there is none. */
  readonly sample: { readonly title: string; readonly input: { readonly [name: string]: Json } } | { readonly missing: string }
}
