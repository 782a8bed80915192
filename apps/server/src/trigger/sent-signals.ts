import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import type { NewFiring } from './claim-firings.ts'
import { AT_ONCE } from './ended-runs.ts'
import type { SignalConfig } from './trigger-config.ts'

interface Sent {
  readonly key: string
  readonly name: string
  readonly correlation: string | null
  readonly payload: Json
  readonly sent_by: string
  readonly sent_at: Date
  readonly chain: number
}

/** Signals of a name that steps have sent and that have not fired yet. Who waits for a signal gets it all the same. */
export async function sentSignals({ prisma }: Database, { triggerId, config, since }: { readonly triggerId: string; readonly config: SignalConfig; readonly since: Date }): Promise<readonly NewFiring[]> {
  const rows = await prisma.$queryRaw<Sent[]>`
    SELECT s.key, s.name, s.correlation, s.payload, s.sent_by, s.sent_at,
      coalesce((SELECT (p.event->>'chain')::int FROM run r JOIN trigger_firing p ON p.trigger_id = r.trigger_id AND p.id = r.idempotency_key WHERE r.id = split_part(s.sent_by, '/', 1)), 0) + 1 AS chain
    FROM sent_signal s WHERE s.name = ${config.signal} AND s.sent_at >= ${since}
      AND NOT EXISTS (SELECT 1 FROM trigger_firing f WHERE f.trigger_id = ${triggerId} AND f.key = s.key)
    ORDER BY s.sent_at, s.key LIMIT ${AT_ONCE}`
  return rows.map(({ key, name, correlation, payload, sent_by, sent_at, chain }) => ({ key, event: { signal: { name, correlation, payload, sentBy: sent_by }, at: sent_at.toISOString(), chain } }))
}
