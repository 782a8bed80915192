import type { Database } from '../db/index.ts'

export interface OpenUndoId {
  readonly runId: string
  readonly step: string
}

export interface Noting {
  readonly items: readonly OpenUndoId[]
  /** Left out: as they are. */
  readonly owner?: string | null | undefined
  readonly note?: string | undefined
  readonly remindAt?: Date | null | undefined
}

/** Gives open undos an owner, a note or a time to be reminded of them, many at once. Answers how many are still open. */
export async function noteOpenUndos(db: Database, { items, owner, note, remindAt }: Noting): Promise<number> {
  const data = { ...(owner === undefined ? {} : { owner }), ...(note === undefined ? {} : { note }), ...(remindAt === undefined ? {} : { remindAt }) }
  const { count } = await db.prisma.openUndo.updateMany({ where: { OR: items.map(({ runId, step }) => ({ runId, step })) }, data })
  return count
}
