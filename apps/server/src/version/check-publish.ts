import { compensationCoverage } from '@eddy/rehearsal'
import type { Problem } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { coverageReached } from '../expectation/coverage-reached.ts'
import { expectationsMet } from '../expectation/expectations-met.ts'
import { rehearsing } from '../expectation/rehearsing.ts'
import { Refusal } from '../refusal.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { unfitTriggers } from '../trigger/mapping-faults.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { isNothingNew } from './is-nothing-new.ts'
import { missingSecrets } from './missing-secrets.ts'
import { withoutProblems } from './publish-version.ts'

/** What publishing a draft would come to, gate by gate. Nothing is changed by asking. */
export interface PublishCheck {
  /** The draft that was checked. */
  readonly revision: number
  /** The version that the draft was made from, and the newest. */
  readonly base: number | null
  readonly newest: number | null
  /** The draft is what the newest version is already. */
  readonly nothingNew: boolean
  readonly problems: readonly Problem[]
  readonly expectations: { readonly set: number; readonly broken: readonly Problem[] }
  /** Percent of the steps with an effect; null where the draft cannot be rehearsed. */
  readonly coverage: { readonly percent: number | null; readonly required: number; readonly short: readonly Problem[] }
  /** What does not stand in the way: secrets that do not exist, triggers whose mapping fits no longer. */
  readonly warnings: readonly Problem[]
}

export interface CheckContext {
  readonly db: Database
  readonly secrets?: SecretStore | undefined
  readonly requireCoverage?: number | undefined
}

/** Rehearses the draft for its expectations: as costly as publishing it. */
export async function checkPublish(context: CheckContext, workflowId: string): Promise<PublishCheck> {
  const { db, requireCoverage: required = 0 } = context
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId }, include: { versions: { select: { number: true, contentHash: true, document: true, retireAt: true }, orderBy: { number: 'desc' }, take: 1 } } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  const document = documentOf(workflow)
  const draft = { workflowId, document }
  const [newest] = workflow.versions
  const problems = await withoutProblems(db, draft)
  const about = { revision: workflow.revision, base: workflow.draftBase, newest: newest?.number ?? null, nothingNew: isNothingNew(document, newest), problems, warnings: [...(await missingSecrets(context, document)), ...(await unfitTriggers(db, workflowId, document))] }
  const set = await db.prisma.expectation.count({ where: { workflowId } })
  // what has problems is not rehearsed: the others would tell of these again
  if (problems.length > 0) return { ...about, expectations: { set, broken: [] }, coverage: { percent: null, required, short: [] } }
  const [broken, short, percent] = await Promise.all([expectationsMet(db, draft), coverageReached(required)(db, draft), rehearsing(db, document, (stage) => compensationCoverage(stage).percent)])
  return { ...about, expectations: { set, broken }, coverage: { percent, required, short } }
}
