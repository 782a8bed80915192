import { walkSteps, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import type { Definition } from '../run/definition.ts'

/** The step that a run failed at: of which definition, and by which path. */
export interface FailedStep {
  readonly definitionHash: string
  readonly step: string | undefined
}

/** How people call the steps, in the order of the list; null for one without a title, or that the document does not hold. One query. */
export async function stepTitles(db: Database, steps: readonly FailedStep[]): Promise<readonly (string | null)[]> {
  const hashes = [...new Set(steps.filter(({ step }) => step !== undefined).map(({ definitionHash }) => definitionHash))]
  const definitions = hashes.length === 0 ? [] : await db.prisma.definition.findMany({ where: { hash: { in: hashes } } })
  // the column holds what definition.ts has made
  const byHash = new Map(definitions.map(({ hash, content }) => [hash, content as unknown as Definition]))
  return steps.map(({ definitionHash, step }) => {
    const definition = byHash.get(definitionHash)
    if (definition === undefined || step === undefined) return null
    return titleAt(definition.document, step.replace(/\[\d+\]/g, ''))
  })
}

function titleAt(document: WorkflowDocument, wanted: string): string | null {
  for (const { path, step } of walkSteps(document)) if (path === wanted) return step.title ?? null
  return null
}
