import type { Database } from '../db/index.ts'

export interface TriageRequest {
  readonly fingerprints: readonly string[]
  /** Left out: as it is. Null: nobody's. */
  readonly owner?: string | null | undefined
  /** Dealt with, because of this; null opens them again. Left out: as it is. */
  readonly resolved?: { readonly reason: string } | null | undefined
}

/** Gives failures an owner and a state, many at once. */
export async function triageFailures(db: Database, { fingerprints, owner, resolved }: TriageRequest): Promise<number> {
  const now = new Date()
  const data = {
    ...(owner === undefined ? {} : { owner }),
    ...(resolved === undefined ? {} : { resolvedAt: resolved === null ? null : now, reason: resolved?.reason ?? '' }),
    updatedAt: now,
  }
  await db.prisma.$transaction(fingerprints.map((fingerprint) => db.prisma.triage.upsert({ where: { fingerprint }, create: { fingerprint, ...data }, update: data })))
  return fingerprints.length
}
