import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/index.ts'

const LOOK_MS = 250

/** Living servers whose runs this one would take for its own: of the same engine and version, or no Restate's. One from before engines were written down has none. */
const OTHERS = `SELECT engine FROM server WHERE id <> $1 AND expires_at > now() AND (engine IS NULL OR engine = $2 OR engine NOT LIKE 'restate %') LIMIT 1`

/**
 * Waits until no other server of this version works on the database: one that has just died counts as alive until its lease ends. Runs in Restate's hands are driven by one server
 * of a version at a time, versions have services of their own there; a server with the embedded engine would take runs of any of them for its own.
 */
export async function onlyServer({ pool }: Database, { serverId, leaseMs, engine }: { readonly serverId: string; readonly leaseMs: number; readonly engine: string }): Promise<void> {
  const other = async () => (await pool.query<{ engine: string | null }>(OTHERS, [serverId, engine])).rows[0]
  for (const until = performance.now() + leaseMs * 1.5; ; await sleep(LOOK_MS)) {
    const found = await other()
    if (found === undefined) return
    if (performance.now() > until) throw new Error(refusal(found.engine, engine))
  }
}

function refusal(found: string | null, engine: string): string {
  if (found === engine) return `Another Eddy server of this version (${engine}) works on this database. With EDDY_ENGINE=restate one server of a version drives the runs, and step workers share the work: stop the other one first. Another build beside it needs another EDDY_ENGINE_VERSION.`
  return 'Another Eddy server works on this database, with the embedded engine or of a version that cannot work beside others: stop it first.'
}
