import type { Claim, Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { serverTime } from '../run/server-time.ts'
import type { StoredClaims } from './stored-claims.ts'

export interface ReleaseContext {
  readonly db: Database
  /** Tells whoever waits and looks on; absent where nobody does. */
  readonly claims?: StoredClaims | undefined
}

export interface ReleaseRequest {
  readonly id: string
  /** Kept with the claim. */
  readonly reason: string
  readonly by?: string | undefined
}

/**
 * Takes a claim away from its holder: whoever asks for the key next gets it. The run that holds it goes on and does not hear of it, so
 * this is for claims whose holder is known to be done or dead. Refuses one that has ended already, and says how.
 */
export async function releaseClaim({ db, claims }: ReleaseContext, { id, reason, by }: ReleaseRequest): Promise<Claim> {
  const now = new Date(serverTime.now())
  const [released] = await db.prisma.claim.updateManyAndReturn({
    where: { id, liveKey: { not: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    data: { liveKey: null, status: 'released', endedAt: now, endReason: reason, endedBy: by ?? null },
  })
  if (!released) throw await refusal(db, id)
  claims?.tell()
  return released
}

async function refusal({ prisma }: Database, id: string): Promise<Refusal> {
  const claim = await prisma.claim.findUnique({ where: { id } })
  if (!claim) return new Refusal('NOT_FOUND', 'There is no such claim; it may have been cleaned up.')
  return new Refusal('INVALID_STATE', `${claim.holder} does not hold "${claim.key}" any more: the claim ${claim.status === 'in_progress' ? 'has run out' : `is ${claim.status}`}.`)
}
