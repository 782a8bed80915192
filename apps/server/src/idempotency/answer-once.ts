import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '@eddy/workflow'
import { Prisma, type Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

export interface KeyedRequest<Answer> {
  /** Whose keys they are: the same key elsewhere is another. */
  readonly scope: string
  readonly key: string
  /** Of all that is asked for: a key is for one request. */
  readonly hash: string
  /** Doing it twice comes to the same: what a server that died has left unfinished may be done again. */
  readonly repeatable: boolean
  readonly keptMs: number
  /** So long a repeat waits for the answer of a request that is still being carried out. */
  readonly patienceMs: number
  /** What of an answer its repeats get; undefined: nothing is kept, and the key is free again. */
  readonly keep: (answer: Answer) => Json | undefined
}

export type Answered<Answer> = { readonly repeated: false; readonly answer: Answer } | { readonly repeated: true; readonly kept: Json }

/** So long a request in progress is believed in without a sign of life. */
const LEASE_MS = 30_000
const FIRST_LOOK_MS = 25
const LONGEST_LOOK_MS = 500

/**
 * Carries a request with a key out once. Its row is taken before the work begins and holds the answer after it, so that a repeat never works
 * a second time: not beside the first, not on another server, not after a restart. A request that fails frees its key. Refused are
 * KEY_USED (another request had the key), IN_PROGRESS, and OUTCOME_UNKNOWN: its server died over it. Leases are by the database's clock.
 */
export async function answerOnce<Answer>(db: Database, request: KeyedRequest<Answer>, work: () => Promise<Answer>): Promise<Answered<Answer>> {
  const until = performance.now() + request.patienceMs
  for (let pause = FIRST_LOOK_MS; !(await take(db, request)); pause = Math.min(pause * 2, LONGEST_LOOK_MS)) {
    const found = await look(db, request)
    // the column holds what is written below
    if (found?.answer) return { repeated: true, kept: (found.answer as { readonly value: Json }).value }
    if (found && (await abandoned(db, request, found))) break
    if (performance.now() >= until) throw new Refusal('IN_PROGRESS', 'A request with this idempotency key is still being worked on; ask again in a moment.', { retryAfterSeconds: Math.max(1, Math.min(5, Math.ceil((found?.left ?? 0) / 1000))) })
    await sleep(pause)
  }
  return { repeated: false, answer: await carryOut(db, request, work) }
}

/** Removes what is no longer kept. */
export async function forgetAnswers(db: Database): Promise<number> {
  return db.prisma.$executeRaw`DELETE FROM idempotent_request WHERE expires_at < now()`
}

/** Whether the key is this request's to be carried out. */
async function take(db: Database, { scope, key, hash, keptMs }: Omit<KeyedRequest<never>, 'keep'>): Promise<boolean> {
  const count = await db.prisma.$executeRaw`
    INSERT INTO idempotent_request (scope, key, request_hash, lease_at, expires_at)
    VALUES (${scope}, ${key}, ${hash}, now() + ${LEASE_MS}::int * interval '1 millisecond', now() + ${keptMs}::int * interval '1 millisecond')
    ON CONFLICT (scope, key) DO UPDATE SET request_hash = excluded.request_hash, answer = NULL, started_at = now(), lease_at = excluded.lease_at, expires_at = excluded.expires_at
    WHERE idempotent_request.expires_at < now()`
  return count === 1
}

interface Found {
  readonly hash: string
  readonly answer: unknown
  /** Milliseconds of its lease. */
  readonly left: number
}

/** Whether the server that carried it out is gone, and it is this request's now. */
async function abandoned(db: Database, request: Omit<KeyedRequest<never>, 'keep'>, { left }: Found): Promise<boolean> {
  if (left > 0) return false
  if (!request.repeatable) throw new Refusal('OUTCOME_UNKNOWN', 'The server stopped while it worked on this request, and nobody knows what it has come to. Look whether it was done; if not, ask with a new idempotency key.')
  return takeOver(db, request)
}

/** The request that has the key; refuses another one's. */
async function look(db: Database, { scope, key, hash }: Pick<KeyedRequest<never>, 'scope' | 'key' | 'hash'>): Promise<Found | undefined> {
  const [row] = await db.prisma.$queryRaw<Found[]>`
    SELECT request_hash AS hash, answer, (extract(epoch FROM lease_at - now()) * 1000)::float8 AS left FROM idempotent_request WHERE scope = ${scope} AND key = ${key}`
  if (row && row.hash !== hash) throw new Refusal('KEY_USED', `The idempotency key "${key}" was used for another request; take a new one for a new request.`)
  return row
}

async function takeOver(db: Database, { scope, key }: Pick<KeyedRequest<never>, 'scope' | 'key'>): Promise<boolean> {
  return (await db.prisma.$executeRaw`
    UPDATE idempotent_request SET lease_at = now() + ${LEASE_MS}::int * interval '1 millisecond' WHERE scope = ${scope} AND key = ${key} AND answer IS NULL AND lease_at < now()`) === 1
}

async function carryOut<Answer>(db: Database, { scope, key, keep }: KeyedRequest<Answer>, work: () => Promise<Answer>): Promise<Answer> {
  const where = { scope, key }
  const free = () => db.prisma.idempotentRequest.deleteMany({ where })
  const alive = setInterval(() => void db.prisma.$executeRaw`UPDATE idempotent_request SET lease_at = now() + ${LEASE_MS}::int * interval '1 millisecond' WHERE scope = ${scope} AND key = ${key}`.catch(() => undefined), LEASE_MS / 3)
  try {
    const answer = await work().catch(async (error: unknown) => {
      await free().catch(() => undefined)
      throw error
    })
    const kept = keep(answer)
    // what was done is done: were the key free again because this could not be written, a repeat would do it twice
    await (kept === undefined ? free() : db.prisma.idempotentRequest.updateMany({ where, data: { answer: { value: kept } as Prisma.InputJsonValue } })).catch((error: unknown) => console.error(`An answer could not be kept for repeats: ${error instanceof Error ? error.message : String(error)}`))
    return answer
  } finally {
    clearInterval(alive)
  }
}
