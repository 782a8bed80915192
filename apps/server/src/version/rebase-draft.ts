import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

/**
 * The draft has everything of a version now: it counts as made from that one. Refuses when the draft has moved on since `revision`, and a
 * version that is not the newest.
 */
export async function rebaseDraft(db: Database, { workflowId, revision, onto }: { readonly workflowId: string; readonly revision: number; readonly onto: number }): Promise<{ readonly draftBase: number }> {
  const newest = await db.prisma.version.findFirst({ where: { workflowId }, select: { number: true }, orderBy: { number: 'desc' } })
  if (newest?.number !== onto) throw new Refusal('VERSION_BEHIND', newest ? `Version ${newest.number} has been published since; rebase the draft on that one.` : 'There is no version to rebase the draft on.', { base: onto, newest: newest?.number ?? null })
  const { count } = await db.prisma.workflow.updateMany({ where: { id: workflowId, revision }, data: { draftBase: onto } })
  if (count === 0) throw new Refusal('STALE_SAVE', 'Someone has changed this workflow since you opened it; look at the change before you publish.')
  return { draftBase: onto }
}
