import type { Database, Version } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { findVersion } from './find-version.ts'
import { isRetired, type EnvironmentName } from './version-row.ts'

/** What a run is to run: a version by its number, or the one that an environment points at. */
export interface Choice {
  readonly number?: number | undefined
  readonly environment?: EnvironmentName | undefined
  /** From [0, 1): below the canary's share, the canary is taken. The same caller should get the same number. */
  readonly draw: number
}

export interface Chosen {
  readonly version: Version
  readonly environment: EnvironmentName | null
  readonly canary: boolean
}

/** Undefined: the draft. Refuses versions that are retired and environments that point nowhere. */
export async function chosenVersion(db: Database, workflowId: string, { number, environment, draw }: Choice): Promise<Chosen | undefined> {
  if (number !== undefined) return { version: unretired(await findVersion(db, workflowId, number)), environment: null, canary: false }
  if (environment === undefined) return undefined
  const pointer = await db.prisma.pointer.findUnique({ where: { workflowId_environment: { workflowId, environment } } })
  if (!pointer) throw new Refusal('NOT_FOUND', `No version is ${environment} yet; publish one and point ${environment} at it.`)
  const canary = pointer.canary !== null && draw < (pointer.canaryShare ?? 0)
  const wanted = canary && pointer.canary !== null ? pointer.canary : pointer.number
  return { version: unretired(await findVersion(db, workflowId, wanted)), environment, canary }
}

function unretired(version: Version): Version {
  if (isRetired(version)) throw new Refusal('VERSION_RETIRED', `Version ${version.number} is retired${version.retireReason ? `: ${version.retireReason}` : ''}; choose another one.`)
  return version
}
