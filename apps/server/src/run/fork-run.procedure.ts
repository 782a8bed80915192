import { z } from 'zod'
import type { WorkflowDocument } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { createWorkflow } from '../workflow/create-workflow.ts'
import type { Definition } from './definition.ts'

/** A new workflow that begins as what a run goes by; a run that has been adapted, as what it goes by now. */
export const forkRun = procedure.input(z.object({ runId: z.string(), title: z.string().trim().min(1).max(120).optional() })).mutation(async ({ ctx, input: { runId, title } }) => {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  const adapted = await ctx.db.prisma.runEvent.findFirst({ where: { runId, type: 'run.adapted' }, orderBy: { seq: 'desc' } })
  const document = await adaptedDocument(adapted?.data) ?? (run.definition.content as unknown as Definition).document
  return createWorkflow(ctx.db, { ...document, title: title ?? `${document.title ?? document.name} (from a run)` })

  /** Event data is the engine's; a large document is named, not held. */
  async function adaptedDocument(data: unknown): Promise<WorkflowDocument | undefined> {
    if (typeof data !== 'object' || data === null || !('document' in data)) return undefined
    const stored = data.document as { readonly $blob?: string }
    return (stored.$blob === undefined ? stored : await ctx.runs.store.value(stored.$blob)) as unknown as WorkflowDocument | undefined
  }
})
