import { diffDocuments, type WorkflowDocument } from '@eddy/workflow'
import { z } from 'zod'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { findVersion } from './find-version.ts'

const side = z.union([StoredInt.positive(), z.literal('draft')])

/** What differs between two versions of a workflow, or a version and the draft. */
export const diffVersions = procedure.input(z.object({ workflowId: z.string(), from: side, to: side.default('draft') })).query(async ({ ctx, input: { workflowId, from, to } }) => {
  const [before, after] = await Promise.all([documentAt(ctx.db, workflowId, from), documentAt(ctx.db, workflowId, to)])
  return diffDocuments(before, after)
})

async function documentAt(db: Database, workflowId: string, which: z.infer<typeof side>): Promise<WorkflowDocument> {
  if (which !== 'draft') return documentOf(await findVersion(db, workflowId, which))
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  return documentOf(workflow)
}
