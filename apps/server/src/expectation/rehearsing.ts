import { setStage, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { resolveDefinition } from '../run/definition.ts'

/** Rehearses a document as the page does: `code` is replaced there too, so both come to the same. */
export async function rehearsing<T>(db: Database, document: WorkflowDocument, act: (stage: Stage) => Promise<T> | T): Promise<T> {
  const { composed } = await resolveDefinition(db, document)
  const evaluator = createEvaluator()
  try {
    return await act(setStage(document, { catalog, logic: createLogic({ evaluator }), workflow: (reference) => composed[reference] }))
  } finally {
    await evaluator.close()
  }
}
