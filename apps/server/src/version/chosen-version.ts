import type { Database, Pointer, Version } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { canaryDraw } from './canary-draw.ts'
import { findVersion } from './find-version.ts'
import { isRetired, type EnvironmentName } from './version-row.ts'

/** What a run is to run: a version by its number, or the one that an environment points at. */
export interface Choice {
  readonly number?: number | undefined
  readonly environment?: EnvironmentName | undefined
  /** Who asks for the run. The same caller always gets the same side of a canary. */
  readonly caller?: string | undefined
  /** Stands for the caller where none is named. */
  readonly runId: string
}

export interface Chosen {
  readonly version: Version
  readonly environment: EnvironmentName | null
  readonly canary: boolean
}

/** Undefined: the draft. Refuses versions that are retired and environments that point nowhere. */
export async function chosenVersion(db: Database, workflowId: string, { number, environment, caller, runId }: Choice): Promise<Chosen | undefined> {
  if (number !== undefined) return { version: unretired(await findVersion(db, workflowId, number)), environment: null, canary: false }
  if (environment === undefined) return undefined
  const pointer = await db.prisma.pointer.findUnique({ where: { workflowId_environment: { workflowId, environment } } })
  if (!pointer) throw new Refusal('NOT_FOUND', `No version is ${environment} yet; publish one and point ${environment} at it.`)
  const canary = pointer.canary !== null && takesCanary(pointer, caller, runId)
  const wanted = canary && pointer.canary !== null ? pointer.canary : pointer.number
  return { version: unretired(await findVersion(db, workflowId, wanted)), environment, canary }
}

/** A caller that is named takes it always, the others as their share falls. */
export function takesCanary({ canaryCallers, canaryShare }: Pointer, caller: string | undefined, runId: string): boolean {
  return (caller !== undefined && canaryCallers.includes(caller)) || canaryDraw(caller ?? runId) < (canaryShare ?? 0)
}

function unretired(version: Version): Version {
  if (isRetired(version)) throw new Refusal('VERSION_RETIRED', `Version ${version.number} is retired${version.retireReason ? `: ${version.retireReason}` : ''}; choose another one.`)
  return version
}
