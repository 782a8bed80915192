import { contentHash, diffDocuments, isSameWorkflow, type WorkflowDocument } from '@eddy/workflow'
import type { Version } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { isRetired } from './version-row.ts'

/** A draft is what a version is already: it runs alike, and reads alike too. One that is retired is none any more. Where things are drawn makes no version. */
export function isNothingNew(document: WorkflowDocument, newest: Pick<Version, 'contentHash' | 'document' | 'retireAt'> | null | undefined): boolean {
  return newest != null && !isRetired(newest) && newest.contentHash === contentHash(document) && isSameWorkflow(diffDocuments(documentOf(newest), document))
}
