import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/index.ts'

const LOOK_MS = 250

/**
 * Waits until no other server works on the database: one that has just died counts as alive until its lease ends. Runs in Restate's hands are driven by
 * one server at a time, and one with the embedded engine would take them for its own.
 */
export async function onlyServer({ prisma }: Database, { serverId, leaseMs }: { readonly serverId: string; readonly leaseMs: number }): Promise<void> {
  const others = () => prisma.server.count({ where: { id: { not: serverId }, expiresAt: { gt: new Date() } } })
  for (const until = Date.now() + leaseMs * 1.5; (await others()) > 0; await sleep(LOOK_MS)) {
    if (Date.now() > until) throw new Error('Another Eddy server works on this database. With EDDY_ENGINE=restate one server drives the runs, and step workers share the work: stop the other one first.')
  }
}
