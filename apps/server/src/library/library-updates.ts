import type { Mapping } from '@eddy/library'
import { diffDocuments, threeWayMerge, type DocumentDiff, type FieldClash, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { saveWorkflow } from '../workflow/save-workflow.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { planInstall, type Place, type WholePlan } from './install-plan.ts'
import { broughtAlong } from './published-workflow.ts'

/** An installed workflow of which the library has a newer version. */
export interface LibraryUpdate {
  readonly workflowId: string
  readonly workflowName: string
  readonly workflowTitle: string | null
  readonly name: string
  readonly title: string
  readonly installed: number
  readonly latest: number
  /** What the versions since say of themselves, the oldest first. */
  readonly notes: readonly { readonly number: number; readonly note: string }[]
}

/** All of them; of one workflow when one is named. */
export async function listUpdates({ db: { prisma } }: Place, workflowId?: string): Promise<readonly LibraryUpdate[]> {
  const installations = await prisma.installation.findMany({
    where: workflowId === undefined ? {} : { workflowId },
    include: { workflow: { select: { name: true, title: true } }, entry: { include: { versions: { select: { number: true, note: true }, orderBy: { number: 'asc' } } } } },
    orderBy: { installedAt: 'desc' },
  })
  return installations
    .filter(({ number, entry }) => entry.latest > number && entry.retiredAt === null)
    .map(({ workflow, entry, number, workflowId: id }) => ({ workflowId: id, workflowName: workflow.name, workflowTitle: workflow.title, name: entry.name, title: entry.title, installed: number, latest: entry.latest, notes: entry.versions.filter((version) => version.number > number) }))
}

/** Where a workflow came from. */
export interface Installed {
  readonly name: string
  readonly title: string
  readonly number: number
  readonly latest: number
  readonly mode: 'copy' | 'pinned' | 'derived'
}

/** Null: it did not come from the library. */
export async function installationOf({ prisma }: Database, workflowId: string): Promise<Installed | null> {
  const found = await prisma.installation.findUnique({ where: { workflowId }, include: { entry: { select: { name: true, title: true, latest: true } } } })
  // only install-entry.ts writes the column
  return found && { ...found.entry, number: found.number, mode: found.mode as Installed['mode'] }
}

/** What an update would make of the draft. */
export interface UpdatePlan {
  readonly revision: number
  readonly installed: number
  readonly latest: number
  /** What is here now, what the library has, mapped as the installed one was, and what would come out. */
  readonly draft: WorkflowDocument
  readonly theirs: WorkflowDocument
  readonly merged: WorkflowDocument
  /** What both have changed; the merged document has what is here. */
  readonly clashes: readonly FieldClash[]
  readonly diff: DocumentDiff
  readonly blocks: readonly string[]
}

export async function planUpdate(place: Place, workflowId: string): Promise<UpdatePlan> {
  return (await wholeUpdate(place, workflowId)).plan
}

async function wholeUpdate(place: Place, workflowId: string): Promise<{ readonly plan: UpdatePlan; readonly whole: WholePlan }> {
  const installation = await place.db.prisma.installation.findUnique({ where: { workflowId }, include: { workflow: true, entry: true } })
  if (!installation) throw new Refusal('NOT_FOUND', 'This workflow did not come from the library.')
  const { workflow, entry, number } = installation
  // the column was written by install-entry.ts
  const whole = await planInstall(place, { name: entry.name, mapping: installation.mapping as Mapping })
  const draft = documentOf(workflow)
  const theirs = { ...whole.document, name: draft.name }
  // only the library's change counts, not that the workflow has another name here
  const { document: merged, clashes } = threeWayMerge({ base: { ...documentOf(installation), name: draft.name }, mine: draft, theirs })
  return { whole, plan: { revision: workflow.revision, installed: number, latest: entry.latest, draft, theirs, merged, clashes, diff: diffDocuments(draft, merged), blocks: whole.plan.blocks } }
}

export interface UpdateRequest {
  readonly workflowId: string
  /** Of the draft, as it was seen. */
  readonly revision: number
  /** What the update comes to, when clashes were settled by hand. */
  readonly document?: WorkflowDocument | undefined
}

/** Brings the library's newest version into the draft. Refuses while clashes are open (UPDATE_CLASHES); nothing is published by it. */
export async function applyUpdate(place: Place, { workflowId, revision, document }: UpdateRequest): Promise<{ readonly revision: number; readonly installed: number }> {
  const { plan, whole } = await wholeUpdate(place, workflowId)
  if (plan.clashes.length > 0 && document === undefined) throw new Refusal('UPDATE_CLASHES', `The library and you have both changed ${plan.clashes.length === 1 ? 'the same field' : `${plan.clashes.length} fields`}; choose what shall stand.`, { clashes: plan.clashes })
  await place.db.prisma.$transaction(broughtAlong(place.db, whole.along, whole.entry.title))
  const saved = await saveWorkflow(place.db, { id: workflowId, document: document ?? plan.merged, baseRevision: revision })
  await place.db.prisma.installation.update({ where: { workflowId }, data: { number: plan.latest, document: plan.theirs as object, updatedAt: new Date() } })
  return { revision: saved.revision, installed: plan.latest }
}
