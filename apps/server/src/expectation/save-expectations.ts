import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { ExpectationRecord } from './expectation-record.ts'

/** Keeps what cells are to come to; an earlier expectation of the same cell is replaced. */
export async function saveExpectations(db: Database, workflowId: string, expectations: readonly ExpectationRecord[]): Promise<{ saved: number }> {
  const workflow = await db.prisma.workflow.findUnique({ where: { id: workflowId }, select: { id: true } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${workflowId}; it may have been removed.`)
  await db.prisma.$transaction(
    expectations.map(({ fixture, step, kind, end, undone, residue }) => {
      const content = { end, undone: [...undone], residue: [...residue], updatedAt: new Date() }
      return db.prisma.expectation.upsert({ where: { workflowId_fixture_step_kind: { workflowId, fixture, step, kind } }, create: { workflowId, fixture, step, kind, ...content }, update: content })
    }),
  )
  return { saved: expectations.length }
}
