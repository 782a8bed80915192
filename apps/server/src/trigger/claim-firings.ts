import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import type { TriggerEvent } from './trigger-event.ts'

/** How long whoever has claimed a firing is trusted to start its run. Starting twice is harmless: the firing's id is the run's key. */
export const LEASE_MS = 15_000

export interface NewFiring {
  readonly key: string
  /** Nobody else can have the key, or the proof. */
  readonly fresh?: boolean
  readonly event: TriggerEvent
  readonly proof?: string
  readonly dueAt?: Date
  readonly test?: boolean
  /** `claimed` unless said otherwise. */
  readonly state?: 'claimed' | 'skipped' | 'refused'
  readonly reason?: string
}

interface Claiming {
  readonly triggerId: string
  readonly firings: readonly NewFiring[]
  readonly now: Date
}

interface DueClaiming extends Claiming {
  readonly revision: number
  readonly nextAt: Date
  readonly next: Date | null
}

/**
 * Writes down what has fired of a schedule, in one statement with moving it on: of all servers that see it due, one moves it, and only that
 * one's firings are written. A crash leaves both or neither. Returns the ids of those that are to be started.
 */
export async function claimDue({ prisma }: Database, claiming: DueClaiming): Promise<readonly string[]> {
  const { triggerId, revision, nextAt, next } = claiming
  const rows = await prisma.$queryRaw<{ id: string; state: string }[]>`
    WITH moved AS (UPDATE trigger SET next_at = ${next} WHERE id = ${triggerId} AND enabled AND revision = ${revision} AND next_at = ${nextAt} RETURNING id)
    INSERT INTO trigger_firing (id, trigger_id, key, proof, state, test, due_at, at, lease_until, event, reason)
    SELECT r.id, moved.id, r.key, r.proof, r.state, r.test, r.due_at, r.at, r.lease_until, r.event, r.reason FROM moved, jsonb_to_recordset(${JSON.stringify(columns(claiming))}::jsonb)
      AS r(id text, key text, proof text, state text, test boolean, due_at timestamptz, at timestamptz, lease_until timestamptz, event jsonb, reason text)
    ON CONFLICT DO NOTHING RETURNING id, state`
  return toStart(rows)
}

function columns({ firings, now }: Claiming): readonly object[] {
  const lease = new Date(now.getTime() + LEASE_MS)
  return firings.map(({ key, event, proof, dueAt, test = false, state = 'claimed', reason }) => ({ id: newId(), key, proof: proof ?? null, state, test, due_at: dueAt ?? null, at: now, lease_until: state === 'claimed' ? lease : null, event, reason: reason ?? null }))
}

/** In the order in which they were made. */
function toStart(rows: readonly { readonly id: string; readonly state: string }[]): readonly string[] {
  return rows.filter(({ state }) => state === 'claimed').map(({ id }) => id)
}
