import type { RunEvent, RunState } from '@eddy/engine'
import type { Prisma } from '../db/index.ts'
import { openUndos } from './open-undos.ts'

const TELLING = /^(run|rollback|undo)\.|^step\.interrupted$/

/** Whether what needs a person may be another after these events. */
export function mayChangeOpenUndos(events: readonly RunEvent[]): boolean {
  return events.some(({ type }) => TELLING.test(type))
}

/** Brings the workbench up to the runs' states, within the transaction that stores their events. What a person has noted beside a row stays. Answers whether anything has changed. */
export async function keepOpenUndos(tx: Prisma.TransactionClient, states: ReadonlyMap<string, RunState>): Promise<boolean> {
  if (states.size === 0) return false
  const rows = JSON.stringify([...states].flatMap(([runId, state]) => openUndos(state).map((open) => ({ run_id: runId, ...open }))))
  const ids = [...states.keys()]
  const gone = await tx.$executeRaw`DELETE FROM open_undo o WHERE o.run_id = ANY(${ids})
    AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(${rows}::jsonb) AS r(run_id text, step text) WHERE r.run_id = o.run_id AND r.step = o.step)`
  const kept = await tx.$executeRaw`INSERT INTO open_undo (run_id, step, kind, code, message, cause)
    SELECT run_id, step, kind, code, message, cause FROM jsonb_to_recordset(${rows}::jsonb) AS r(run_id text, step text, kind text, code text, message text, cause text)
    ON CONFLICT (run_id, step) DO UPDATE SET kind = EXCLUDED.kind, code = EXCLUDED.code, message = EXCLUDED.message, cause = EXCLUDED.cause`
  return gone + kept > 0
}
