import { contentHash, diffDocuments, isSameWorkflow, type WorkflowDocument } from '@eddy/workflow'
import type { Version } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'

/** A draft is what a version is already: it runs alike, and reads alike too. Where things are drawn makes no version. */
export function isNothingNew(document: WorkflowDocument, newest: Pick<Version, 'contentHash' | 'document'> | null | undefined): boolean {
  return newest != null && newest.contentHash === contentHash(document) && isSameWorkflow(diffDocuments(documentOf(newest), document))
}
