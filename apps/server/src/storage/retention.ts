import { z } from 'zod'
import type { Database } from '../db/index.ts'

const MOST_DAYS = 36_500

/** How long runs that have ended are kept; null: for ever. */
export const retentionSchema = z.strictObject({
  /** Days, of runs that succeeded, were undone or cancelled. */
  days: z.int().min(1).max(MOST_DAYS).nullable(),
  /** Days, of runs that failed. Those that have left something in place are always kept. */
  failedDays: z.int().min(1).max(MOST_DAYS).nullable(),
})
export type Retention = z.infer<typeof retentionSchema>

const NAME = 'retention'
const FOR_EVER: Retention = { days: null, failedDays: null }

export async function readRetention(db: Database): Promise<Retention> {
  const setting = await db.prisma.setting.findUnique({ where: { name: NAME } })
  return retentionSchema.safeParse(setting?.value).data ?? FOR_EVER
}

export async function saveRetention(db: Database, retention: Retention): Promise<Retention> {
  await db.prisma.setting.upsert({ where: { name: NAME }, create: { name: NAME, value: retention }, update: { value: retention, updatedAt: new Date() } })
  return retention
}
