import type { Database } from '../db/index.ts'
import { whereExpired } from './prune.ts'
import { readRetention, type Retention } from './retention.ts'

/** What a clean-up would remove now. */
export interface CleanUpPreview {
  readonly runs: number
  /** Most first. */
  readonly workflows: readonly { readonly name: string; readonly runs: number }[]
  /** When the oldest of them ended, in ISO 8601. */
  readonly oldest: string | null
}

const NOTHING: CleanUpPreview = { runs: 0, workflows: [], oldest: null }

/** Removes nothing. With a retention: as if that were kept to. */
export async function previewCleanUp(db: Database, { retention, now = new Date() }: { readonly retention?: Retention | undefined; readonly now?: Date } = {}): Promise<CleanUpPreview> {
  const where = whereExpired(retention ?? (await readRetention(db)), now)
  if (where === undefined) return NOTHING
  const groups = await db.prisma.run.groupBy({ by: ['workflowName'], where, _count: true, _min: { endedAt: true }, orderBy: { _count: { workflowName: 'desc' } } })
  const ends = groups.flatMap(({ _min }) => (_min.endedAt === null ? [] : [_min.endedAt.toISOString()]))
  return {
    runs: groups.reduce((sum, { _count }) => sum + _count, 0),
    workflows: groups.map(({ workflowName, _count }) => ({ name: workflowName, runs: _count })),
    oldest: ends.sort()[0] ?? null,
  }
}
