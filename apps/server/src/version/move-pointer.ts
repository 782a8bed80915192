import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { findVersion } from './find-version.ts'
import { pointerRow, type PointerRow } from './list-versions.ts'
import { isRetired, type EnvironmentName } from './version-row.ts'

export interface Canary {
  readonly number: number
  readonly share: number
  readonly callers: readonly string[]
}

export interface MoveRequest {
  readonly workflowId: string
  readonly environment: EnvironmentName
  readonly number: number
  /** A share of the runs, 0 to 1, takes this version instead, and all runs of the callers. */
  readonly canary?: Canary | undefined
  readonly reason?: string | undefined
}

/**
 * Points an environment at a version, newer or older; no version comes of it, and runs under way keep theirs. With a canary, a share of
 * the new runs takes the other version, and every run of the callers that are named. Refuses a version that is retired.
 */
export async function movePointer(db: Database, request: MoveRequest): Promise<PointerRow> {
  const { workflowId, environment, number, reason = '' } = request
  await refuseRetired(db, request)
  const where = { workflowId_environment: { workflowId, environment } }
  const earlier = await db.prisma.pointer.findUnique({ where })
  const place = { number, ...canaryOf(request) }
  const [pointer] = await db.prisma.$transaction([
    db.prisma.pointer.upsert({ where, create: { workflowId, environment, ...place }, update: { ...place, movedAt: new Date() } }),
    db.prisma.pointerMove.create({ data: { id: newId(), workflowId, environment, from: earlier?.number ?? null, to: number, canary: place.canary, canaryShare: place.canaryShare, canaryCallers: place.canaryCallers, reason } }),
  ])
  return pointerRow(pointer)
}

function canaryOf({ canary }: MoveRequest): { readonly canary: number | null; readonly canaryShare: number | null; readonly canaryCallers: string[] } {
  return canary === undefined ? { canary: null, canaryShare: null, canaryCallers: [] } : { canary: canary.number, canaryShare: canary.share, canaryCallers: [...new Set(canary.callers)] }
}

async function refuseRetired(db: Database, { workflowId, environment, number, canary }: MoveRequest): Promise<void> {
  if (canary?.number === number) throw new Refusal('INVALID_STATE', `Version ${number} cannot be its own canary; choose another version to try.`)
  for (const wanted of canary === undefined ? [number] : [number, canary.number]) {
    const version = await findVersion(db, workflowId, wanted)
    if (isRetired(version)) throw new Refusal('VERSION_RETIRED', `Version ${wanted} is retired${version.retireReason ? `: ${version.retireReason}` : ''}. Bring it back before you point ${environment} at it.`)
  }
}
