import { catalog } from '@eddy/steps/contract'
import { validate, walkSteps, type WorkflowDocument } from '@eddy/workflow'
import type { Workflow } from '../db/index.ts'

export interface WorkflowRow {
  readonly id: string
  readonly name: string
  readonly title: string | null
  readonly revision: number
  readonly contentHash: string
  readonly updatedAt: string
  readonly steps: number
  readonly problems: { readonly errors: number; readonly warnings: number }
}

export interface WorkflowRecord {
  readonly id: string
  readonly name: string
  readonly document: WorkflowDocument
  readonly revision: number
  readonly contentHash: string
  readonly updatedAt: string
}

export function workflowRecord(workflow: Workflow): WorkflowRecord {
  const { id, name, revision, contentHash } = workflow
  return { id, name, document: documentOf(workflow), revision, contentHash, updatedAt: workflow.updatedAt.toISOString() }
}

/** Problems of what a workflow composes are told when it runs. */
export function workflowRow(workflow: Workflow, { byName, secrets }: { readonly byName: (name: string) => WorkflowDocument | undefined; readonly secrets?: ReadonlySet<string> | undefined }): WorkflowRow {
  const { id, name, title, revision, contentHash } = workflow
  const document = documentOf(workflow)
  const problems = validate(document, { catalog, workflow: (reference) => byName(reference.split('@', 1)[0] ?? ''), ...(secrets ? { secrets } : {}) })
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const steps = [...walkSteps(document)].filter(({ lane }) => lane === 'steps').length
  return { id, name, title, revision, contentHash, updatedAt: workflow.updatedAt.toISOString(), steps, problems: { errors, warnings: problems.length - errors } }
}

/** The column holds drafts: of the format's shape as far as the editor goes, checked in full before they run. */
export function documentOf(workflow: Pick<Workflow, 'document'>): WorkflowDocument {
  return workflow.document as unknown as WorkflowDocument
}
