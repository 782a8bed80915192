import { createHash } from 'node:crypto'
import type { GateRequest } from '@eddy/engine'
import type { PoolClient } from 'pg'
import type { Database } from '../db/index.ts'

/** A server that stands still in the middle of it must not keep the others out: its transaction is ended, and nothing of it has happened. Milliseconds. */
const MOST_IDLE_MS = 3000

/** The same on all servers for the same gate. Keys may be long, and an index takes no more than some kilobytes. */
export function gateId({ kind, name, key }: Pick<GateRequest, 'kind' | 'name' | 'key'>): string {
  return createHash('sha256').update(JSON.stringify([kind, name, key])).digest('base64url')
}

/**
 * Works on gates that no other server works on meanwhile, in one transaction. What it reads is as it stands: a statement that waits for a lock would see what was there when
 * it was asked, so the locks are taken by one before.
 */
export async function underLocks<T>({ pool }: Pick<Database, 'pool'>, gates: readonly string[], work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    // numbers alone, always in the same order, so that no two wait for each other
    const locks = [...new Set(gates.map(lockOf))].sort((a, b) => (a < b ? -1 : 1))
    await client.query(`BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${MOST_IDLE_MS}; SELECT pg_advisory_xact_lock(n) FROM unnest('{${locks.join(',')}}'::bigint[]) AS n`)
    const done = await work(client)
    await client.query('COMMIT')
    client.release()
    return done
  } catch (error) {
    // whoever waits is told at once; a connection that is broken is not used again
    client.query('ROLLBACK').then(() => client.release(), () => client.release(true))
    throw error
  }
}

function lockOf(gate: string): bigint {
  return Buffer.from(gate, 'base64url').readBigInt64BE()
}
