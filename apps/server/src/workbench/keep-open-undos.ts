import type { RunEvent, RunState } from '@eddy/engine'
import type { Prisma } from '../db/index.ts'
import { openUndos, type OpenUndoOfRun } from './open-undos.ts'

const TELLING = /^(run|rollback|undo)\.|^step\.interrupted$/

/** Whether what needs a person may be another after these events. */
export function mayChangeOpenUndos(events: readonly RunEvent[]): boolean {
  return events.some(({ type, data }) => TELLING.test(type) || (type === 'step.succeeded' && 'late' in data) || (type === 'step.failed' && 'inDoubt' in data))
}

/** What needs a person in a run. */
export interface OpenUndoRows {
  readonly runId: string
  readonly open: readonly OpenUndoOfRun[]
}

export function openUndoRows(states: ReadonlyMap<string, RunState>): readonly OpenUndoRows[] {
  return [...states].map(([runId, state]) => ({ runId, open: openUndos(state) }))
}

/** Brings the workbench up to the runs' states, within the transaction that stores their events. What a person has noted beside a row stays. Answers whether anything has changed. */
export async function keepOpenUndos(tx: Prisma.TransactionClient, runs: readonly OpenUndoRows[]): Promise<boolean> {
  if (runs.length === 0) return false
  const rows = JSON.stringify(runs.flatMap(({ runId, open }) => open.map((one) => ({ run_id: runId, ...one }))))
  const ids = runs.map(({ runId }) => runId)
  const gone = await tx.$executeRaw`DELETE FROM open_undo o WHERE o.run_id = ANY(${ids})
    AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(${rows}::jsonb) AS r(run_id text, step text) WHERE r.run_id = o.run_id AND r.step = o.step)`
  const kept = await tx.$executeRaw`INSERT INTO open_undo (run_id, step, title, kind, code, message, cause)
    SELECT run_id, step, title, kind, code, message, cause FROM jsonb_to_recordset(${rows}::jsonb) AS r(run_id text, step text, title text, kind text, code text, message text, cause text)
    ON CONFLICT (run_id, step) DO UPDATE SET title = EXCLUDED.title, kind = EXCLUDED.kind, code = EXCLUDED.code, message = EXCLUDED.message, cause = EXCLUDED.cause`
  return gone + kept > 0
}
