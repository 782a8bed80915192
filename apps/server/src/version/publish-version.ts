import { contentHash, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import type { Database, Version, Workflow } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { isNothingNew } from './is-nothing-new.ts'
import { settleOverrides } from './settle-overrides.ts'
import { versionRecord, type VersionRecord } from './version-row.ts'

export interface PublishRequest {
  readonly workflowId: string
  /** The draft's revision that its author has seen. */
  readonly revision: number
  readonly note: string
  readonly by?: string | undefined
  /** The newest version that its author has compared the draft with; null: there was none. Left out: whatever is newest. */
  readonly base?: number | null | undefined
}

/** A check that a draft must pass before it becomes a version; its problems are told together with all others'. */
export type PublishGate = (db: Database, draft: { readonly workflowId: string; readonly document: WorkflowDocument }) => Promise<readonly Problem[]>

/**
 * Copies a draft into the next version, which never changes. Refuses with everything that stands against it: the draft has moved on
 * (STALE_SAVE), it or its author knows an older version than the newest (VERSION_BEHIND), has problems or fails a gate (INVALID_DOCUMENT), or is
 * what the newest version is already (NOTHING_NEW).
 */
export async function publishVersion(db: Database, request: PublishRequest, gates: readonly PublishGate[] = []): Promise<VersionRecord> {
  const workflow = await draftOf(db, request)
  const document = documentOf(workflow)
  const newest = await db.prisma.version.findFirst({ where: { workflowId: workflow.id }, orderBy: { number: 'desc' } })
  refuseBehind(workflow, newest, request)
  const hash = contentHash(document)
  if (newest && isNothingNew(document, newest)) throw new Refusal('NOTHING_NEW', `The draft is what version ${newest.number} is already; there is nothing to publish.`, { number: newest.number })
  await passGates(db, { workflow, document, gates })
  const number = (newest?.number ?? 0) + 1
  const [, version] = await db.prisma.$transaction([
    // the condition refuses a second publisher who has read the same base
    db.prisma.workflow.update({ where: { id: workflow.id, draftBase: workflow.draftBase }, data: { draftBase: number } }),
    db.prisma.version.create({ data: { workflowId: workflow.id, number, document: document as object, contentHash: hash, note: request.note, base: newest?.number ?? null, publishedBy: request.by ?? null } }),
  ]).catch((error: unknown) => {
    throw isConflict(error) ? behind(workflow, null) : error
  })
  await settleOverrides(db, { workflowId: workflow.id, number, document })
  return versionRecord(version)
}

/** Nobody publishes over a version that they have not seen, even where its edits have come into the draft by themselves. */
function refuseBehind(workflow: Workflow, newest: Version | null, { base }: PublishRequest): void {
  const number = newest?.number ?? null
  if (number !== workflow.draftBase) throw behind(workflow, newest)
  if (base !== undefined && number !== base) throw behind({ ...workflow, draftBase: base }, newest)
}

async function draftOf(db: Database, { workflowId, revision }: PublishRequest): Promise<Workflow> {
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  if (workflow.revision !== revision) throw new Refusal('STALE_SAVE', 'Someone has changed this workflow since you opened it; look at the change before you publish.', { revision: workflow.revision, document: workflow.document as Json })
  return workflow
}

/** The first gate: nothing in the document is wrong. */
export const withoutProblems: PublishGate = async (db, { document }) => problemsOf(await resolveDefinition(db, document)).filter(({ severity }) => severity === 'error')

async function passGates(db: Database, { workflow, document, gates }: { readonly workflow: Workflow; readonly document: WorkflowDocument; readonly gates: readonly PublishGate[] }): Promise<void> {
  const found = await Promise.all([withoutProblems, ...gates].map((gate) => gate(db, { workflowId: workflow.id, document })))
  const problems = found.flat()
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `"${workflow.title ?? workflow.name}" cannot be published yet: it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`, problems)
}

function behind({ draftBase, title, name }: Workflow, newest: { readonly number: number; readonly document: unknown } | null): Refusal {
  const was = draftBase === null ? 'before there was a version' : `from version ${draftBase}`
  const now = newest === null ? 'another version has been published meanwhile' : `version ${newest.number} has been published since`
  return new Refusal('VERSION_BEHIND', `The draft of "${title ?? name}" was made ${was}, and ${now}. Rebase it on the newest version first.`, { base: draftBase, newest: newest?.number ?? null })
}

/** P2025: no such row any more; P2002: the number is taken. */
function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'P2025' || error.code === 'P2002')
}
