import type { Mapping } from '@eddy/library'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { equipWorkflow } from '../template/equip-workflow.ts'
import { readTemplates } from '../template/templates.ts'
import { planInstall, type Place, type WholePlan } from './install-plan.ts'
import { libraryEdition } from './library-entry.ts'
import { broughtAlong, publishedWorkflow, workflowRow } from './published-workflow.ts'

export interface InstallRequest {
  readonly name: string
  readonly number?: number | undefined
  /** `copy`: a draft to go on with. `pinned`: published at once, for runs and to be composed. `derived`: a draft to be published as patches of the entry. */
  readonly mode: 'copy' | 'pinned' | 'derived'
  readonly mapping?: Mapping | undefined
  /** The same key installs once, however often it is asked. */
  readonly idempotencyKey?: string | undefined
}

export interface Installed {
  readonly workflowId: string
  readonly name: string
  /** What a `compose` step names; null for a copy, which has no version yet. */
  readonly reference: string | null
}

const TRIES = 3

/**
 * Makes a workflow of a library entry, with all that it composes: all of it or nothing. A pinned one is refused with everything that it
 * lacks here (MAPPING_NEEDED); a copy is a draft, and may lack it.
 */
export async function installEntry(place: Place, request: InstallRequest): Promise<Installed> {
  const { prisma } = place.db
  const earlier = request.idempotencyKey === undefined ? null : await prisma.installation.findUnique({ where: { idempotencyKey: request.idempotencyKey }, include: { workflow: true } })
  if (earlier) return { workflowId: earlier.workflowId, name: earlier.workflow.name, reference: earlier.mode === 'pinned' ? `${earlier.workflow.name}@1` : null }
  for (let left = TRIES; ; left--) {
    const whole = await planInstall(place, request)
    const { blocks } = whole.plan
    if (request.mode === 'pinned' && blocks.length > 0) throw new Refusal('MAPPING_NEEDED', `"${whole.entry.title}" cannot be installed yet: ${blocks.join(' ')}`, whole.plan)
    try {
      const installed = await write(place.db, whole, request)
      const template = whole.entry.source === 'shipped' ? readTemplates(place.demoUrl).find(({ name }) => name === request.name) : undefined
      if (template) await equipWorkflow(place, installed.workflowId, template)
      return installed
    } catch (error) {
      // somebody has taken a name meanwhile
      if (left === 0 || !isTaken(error)) throw error
    }
  }
}

async function write(db: Database, { entry, version, document, along }: WholePlan, { mode, mapping = {}, idempotencyKey }: InstallRequest): Promise<Installed> {
  const { prisma } = db
  const workflowId = newId()
  const created = { id: workflowId, document }
  const { samples, expectations } = libraryEdition(version)
  await prisma.$transaction([
    ...broughtAlong(db, along, entry.title),
    ...(mode === 'pinned' ? publishedWorkflow(db, created, `Version ${version.number} of "${entry.title}" from the library`) : [prisma.workflow.create({ data: workflowRow(created) })]),
    prisma.installation.create({ data: { id: newId(), entryId: entry.id, number: version.number, workflowId, mode, mapping: mapping as object, document: document as object, idempotencyKey: idempotencyKey ?? null } }),
    prisma.libraryEntry.update({ where: { id: entry.id }, data: { uses: { increment: 1 } } }),
    prisma.fixture.createMany({ data: samples.map(({ title, input }) => ({ id: newId(), workflowId, name: title, content: { input, pins: {} } as object })), skipDuplicates: true }),
    prisma.expectation.createMany({ data: expectations.map(({ undone, residue, ...cell }) => ({ workflowId, fixture: '', ...cell, undone: [...undone], residue: [...residue] })), skipDuplicates: true }),
  ])
  return { workflowId, name: document.name, reference: mode === 'pinned' ? `${document.name}@1` : null }
}

/** P2002: a name is taken. */
function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002'
}
