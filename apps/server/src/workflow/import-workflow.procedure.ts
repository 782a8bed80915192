import { catalog } from '@eddy/steps/contract'
import { importText, limits } from '@eddy/workflow'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'

/** Reads a text of Eddy, n8n, Mermaid or a state machine as a document, and says what became of everything in it. Nothing is kept. */
export const importWorkflow = procedure.input(z.object({ text: z.string().max(limits.documentBytes) })).query(({ input }) => {
  const imported = importText(input.text, catalog)
  if (!imported.ok) throw new Refusal('INVALID_DOCUMENT', imported.reason)
  return { format: imported.format ?? ('eddy' as const), document: imported.document, report: imported.report }
})
