import { createHash } from 'node:crypto'
import type { Published, PublishOrder } from '@eddy/steps/run'
import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database, Workflow } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { movePointer } from '../version/move-pointer.ts'
import { publishVersion, type PublishGate } from '../version/publish-version.ts'
import { dependentsOf } from '../version/dependents.ts'
import { retireVersion } from '../version/retire-version.ts'
import { createWorkflow } from './create-workflow.ts'
import { saveWorkflow } from './save-workflow.ts'
import { documentOf } from './workflow-record.ts'

/** What the undo of a publishing step needs. */
interface Publishing {
  readonly workflowId: string
  /** Null: the workflow did not exist. */
  readonly before: { readonly document: WorkflowDocument; readonly draftBase: number | null; readonly newest: number | null; readonly pointer: { readonly number: number; readonly canary: number | null; readonly canaryShare: number | null; readonly canaryCallers: readonly string[] } | null } | null
  /** The draft's revision when the step was done with it. */
  readonly revision: number
  readonly environment: Published['environment']
}

/**
 * Keeps a document for a step. What is there is noted before anything is changed, so that a repeat goes on where an interrupted attempt
 * stopped, and the undo knows what to put back. Refused: everything is as it was.
 */
export async function publishForStep(db: Database, order: PublishOrder, gates: readonly PublishGate[]): Promise<Published> {
  const noted = (await read(db, order.effect)) ?? (await note(db, order))
  try {
    return await carryOut(db, { order, noted, gates })
  } catch (error) {
    if (error instanceof Refusal) await unpublishForStep(db, order.effect).catch(() => undefined)
    throw error
  }
}

async function note(db: Database, order: PublishOrder): Promise<Publishing> {
  const noted: Publishing = order.into === 'new' ? { workflowId: idOf(order.effect), before: null, revision: 1, environment: order.environment ?? null } : await noteExisting(db, order)
  await db.prisma.stepEffect.create({ data: { key: order.effect, runId: order.runId, data: noted as object } })
  return noted
}

async function noteExisting(db: Database, { document, environment }: PublishOrder): Promise<Publishing> {
  const workflow = await db.prisma.workflow.findUnique({ where: { name: document.name }, include: { pointers: true, versions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 } } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow "${document.name}" to publish a version of.`)
  const pointer = workflow.pointers.find((one) => one.environment === environment) ?? null
  const before = { document: documentOf(workflow), draftBase: workflow.draftBase, newest: workflow.versions[0]?.number ?? null, pointer: pointer && { number: pointer.number, canary: pointer.canary, canaryShare: pointer.canaryShare, canaryCallers: pointer.canaryCallers } }
  return { workflowId: workflow.id, before, revision: workflow.revision + 1, environment: environment ?? null }
}

/** The same for a repeat, so that a workflow is made once. */
function idOf(effect: string): string {
  return createHash('sha256').update(effect).digest('hex').slice(0, 32)
}

interface Carrying {
  readonly order: PublishOrder
  readonly noted: Publishing
  readonly gates: readonly PublishGate[]
}

async function carryOut(db: Database, { order, noted, gates }: Carrying): Promise<Published> {
  const workflow = await draft(db, order, noted)
  const hash = workflow.contentHash
  const published = { workflowId: workflow.id, workflow: workflow.name, contentHash: hash }
  if (order.as === 'draft') return { ...published, version: null, environment: null }
  const ours = await db.prisma.version.findFirst({ where: { workflowId: workflow.id, number: (noted.before?.newest ?? 0) + 1, contentHash: hash } })
  const { number } = ours ?? (await publishVersion(db, { workflowId: workflow.id, revision: workflow.revision, note: order.note.slice(0, 2000), by: `run ${order.runId}` }, gates))
  if (order.environment !== undefined) await movePointer(db, { workflowId: workflow.id, environment: order.environment, number, reason: `published by the run ${order.runId}` })
  return { ...published, version: number, environment: order.environment ?? null }
}

async function draft(db: Database, { document }: PublishOrder, { workflowId, before, revision }: Publishing): Promise<Workflow> {
  if (before === null) await createWorkflow(db, document, workflowId)
  const workflow = await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId } })
  if (before === null || workflow.revision === revision) return workflow
  // the one that was noted: anything newer is somebody's work, and is refused
  await saveWorkflow(db, { id: workflowId, document, baseRevision: revision - 1 })
  return db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId } })
}

async function read(db: Database, effect: string): Promise<Publishing | undefined> {
  const row = await db.prisma.stepEffect.findUnique({ where: { key: effect } })
  // written by this file alone
  return row ? (row.data as unknown as Publishing) : undefined
}

/** Puts back what a publishing step found; refuses, and changes nothing, where somebody has gone on from there. */
export async function unpublishForStep(db: Database, effect: string): Promise<void> {
  const noted = await read(db, effect)
  if (!noted) return
  const workflow = await db.prisma.workflow.findUnique({ where: { id: noted.workflowId } })
  if (workflow) await (noted.before === null ? remove(db, workflow, noted) : restore(db, workflow, { ...noted, before: noted.before }))
  await db.prisma.stepEffect.delete({ where: { key: effect } })
}

async function remove(db: Database, workflow: Workflow, { revision }: Publishing): Promise<void> {
  refuseEdited(workflow, revision)
  const versions = await db.prisma.version.count({ where: { workflowId: workflow.id } })
  const users = await dependentsOf(db, workflow.name)
  if (versions > 1) throw new Refusal('VERSION_IN_USE', `Somebody has published another version of "${workflow.name}" since; it is not removed.`)
  if (users.length > 0) throw new Refusal('VERSION_IN_USE', `"${workflow.name}" is used by "${users[0]?.title ?? users[0]?.name ?? ''}"; it is not removed.`)
  await db.prisma.workflow.deleteMany({ where: { id: workflow.id, revision } })
}

async function restore(db: Database, workflow: Workflow, { before, revision, environment }: Publishing & { readonly before: NonNullable<Publishing['before']> }): Promise<void> {
  // noted, but not begun
  if (workflow.revision < revision) return
  refuseEdited(workflow, revision)
  const { id: workflowId } = workflow
  const number = (before.newest ?? 0) + 1
  const newest = await db.prisma.version.findFirst({ where: { workflowId }, orderBy: { number: 'desc' } })
  if (newest && newest.number > number) throw new Refusal('VERSION_IN_USE', `Version ${newest.number} of "${workflow.name}" has been published since; version ${number} stays.`)
  if (environment !== null) await pointBack(db, { workflowId, environment, number, before: before.pointer })
  if (newest?.number === number) await retireVersion(db, { workflowId, number, reason: 'The run that published it was rolled back' })
  const document = { ...before.document, name: workflow.name }
  await db.prisma.workflow.updateMany({
    where: { id: workflowId, revision },
    data: { document: document as object, title: document.title ?? null, contentHash: contentHash(document), draftBase: newest?.number ?? null, revision: revision + 1, updatedAt: new Date() },
  })
}

interface PointBack {
  readonly workflowId: string
  readonly environment: string
  readonly number: number
  readonly before: NonNullable<Publishing['before']>['pointer']
}

/** Unless somebody has moved it on. */
async function pointBack(db: Database, { workflowId, environment, number, before }: PointBack): Promise<void> {
  const pointer = await db.prisma.pointer.findUnique({ where: { workflowId_environment: { workflowId, environment } } })
  if (pointer?.number !== number) return
  if (before === null) await db.prisma.pointer.delete({ where: { workflowId_environment: { workflowId, environment } } })
  else await movePointer(db, { workflowId, environment: environment as PublishOrder['environment'] & string, number: before.number, reason: `The run that published version ${number} was rolled back`, ...(before.canary !== null && before.canaryShare !== null ? { canary: { number: before.canary, share: before.canaryShare, callers: [...before.canaryCallers] } } : {}) })
}

function refuseEdited({ revision, name }: Workflow, done: number): void {
  if (revision !== done) throw new Refusal('STALE_SAVE', `Somebody has gone on with the draft of "${name}" since; their work is left alone.`)
}
