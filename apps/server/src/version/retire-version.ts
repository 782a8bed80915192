import { isPinned, parseReference } from '@eddy/workflow'
import type { Database, Version } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { documentOf } from '../workflow/workflow-record.ts'
import { dependentsOf, type Dependent } from './dependents.ts'
import { findVersion } from './find-version.ts'
import { versionRow, type VersionRow } from './version-row.ts'

export interface RetireRequest {
  readonly workflowId: string
  readonly number: number
  /** At once when left out. */
  readonly at?: Date | undefined
  readonly reason?: string | undefined
}

/** No new run takes the version from `at` on; runs under way go on. Refuses what an environment points at and what others compose, and tells who. */
export async function retireVersion(db: Database, { workflowId, number, at = new Date(), reason }: RetireRequest): Promise<VersionRow> {
  const version = await findVersion(db, workflowId, number)
  const pointers = await db.prisma.pointer.findMany({ where: { workflowId, OR: [{ number }, { canary: number }] } })
  const users = await usersOf(db, version)
  if (pointers.length > 0 || users.length > 0) throw inUse(number, { environments: pointers.map(({ environment }) => environment), users })
  const retired = await db.prisma.version.update({ where: { workflowId_number: { workflowId, number } }, data: { retireAt: at, retireReason: reason ?? null } })
  return versionRow(retired)
}

/** Takes a retirement back. */
export async function reviveVersion(db: Database, { workflowId, number }: Pick<RetireRequest, 'workflowId' | 'number'>): Promise<VersionRow> {
  await findVersion(db, workflowId, number)
  return versionRow(await db.prisma.version.update({ where: { workflowId_number: { workflowId, number } }, data: { retireAt: null, retireReason: null } }))
}

/** Those that name this very version, by its number or its content. */
async function usersOf(db: Database, version: Version): Promise<readonly Dependent[]> {
  const workflow = await db.prisma.workflow.findUniqueOrThrow({ where: { id: version.workflowId }, select: { name: true } })
  const dependents = await dependentsOf(db, workflow.name)
  return dependents.filter(({ reference }) => namesVersion(reference, version))
}

function namesVersion(reference: string, version: Version): boolean {
  const parsed = parseReference(reference)
  return parsed.version !== null && (parsed.version === String(version.number) || isPinned(documentOf(version), parsed))
}

function inUse(number: number, { environments, users }: { readonly environments: readonly string[]; readonly users: readonly Dependent[] }): Refusal {
  const who = [...environments.map((environment) => `${environment} points at it`), ...users.map(({ title, name, version }) => `${version === null ? 'the draft' : `version ${version}`} of "${title ?? name}" composes it`)]
  return new Refusal('VERSION_IN_USE', `Version ${number} is in use: ${who.join(', ')}.`, { environments, dependents: users })
}
