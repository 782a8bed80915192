import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Database, IdempotentAnswer, Prisma } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

/** What every procedure that changes workflows takes besides: the same key is the same request, carried out once. */
export const keyed = { idempotencyKey: z.string().min(1).max(200).optional() }

interface Keyed {
  readonly idempotencyKey?: string | undefined
}

interface Asked<Place, Input> {
  readonly ctx: Place
  readonly input: Input
}

const KEPT_MS = 7 * 24 * 3_600_000

interface UnderWay {
  readonly requestHash: string
  readonly answer: Promise<unknown>
}

/** Requests that this process carries out now. */
const underWay = new WeakMap<Database, Map<string, UnderWay>>()

/**
 * A resolver that carries out a request with a key once: whoever asks again gets the answer that the first had, for a week. A request that
 * was refused may be made again. Refused is a key that another request had (KEY_REUSED), and one that was being carried out when the
 * server stopped (KEY_INTERRUPTED): whether it has happened, only a look at the workflow tells.
 */
export function once<Place extends { readonly db: Database }, Input extends Keyed, Output>(procedure: string, act: (asked: Asked<Place, Input>) => Output | Promise<Output>): (asked: Asked<Place, Input>) => Promise<Output> {
  return async (asked) => {
    const { idempotencyKey: key, ...request } = asked.input
    if (key === undefined) return act(asked)
    const { db } = asked.ctx
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
    const waiting = underWay.get(db) ?? new Map<string, UnderWay>()
    underWay.set(db, waiting)
    const name = `${procedure} ${key}`
    const now = waiting.get(name)
    if (now && now.requestHash !== requestHash) throw reused(key)
    const answer = now?.answer ?? carryOut(db, { procedure, key, requestHash }, async () => act(asked))
    // no await since it was asked for: of two at once the second finds the first
    if (!now) waiting.set(name, { requestHash, answer })
    try {
      // the answer is what this resolver gave
      return (await answer) as Output
    } finally {
      if (!now) waiting.delete(name)
    }
  }
}

interface RequestId {
  readonly procedure: string
  readonly key: string
  readonly requestHash: string
}

async function carryOut(db: Database, { procedure, key, requestHash }: RequestId, act: () => Promise<unknown>): Promise<unknown> {
  const { idempotentAnswer: answers } = db.prisma
  const where = { procedure_key: { procedure, key } }
  await answers.deleteMany({ where: { at: { lt: new Date(Date.now() - KEPT_MS) } } })
  const { count } = await answers.createMany({ data: [{ procedure, key, requestHash }], skipDuplicates: true })
  if (count === 0) return earlierAnswer(await answers.findUnique({ where }), { key, requestHash })
  const value = await act().catch(async (error: unknown) => {
    await answers.deleteMany({ where: { procedure, key } })
    throw error
  })
  await answers.update({ where, data: { answer: { value: JSON.parse(JSON.stringify(value ?? null)) as Prisma.InputJsonValue } } })
  return value
}

function earlierAnswer(row: IdempotentAnswer | null, { key, requestHash }: Pick<RequestId, 'key' | 'requestHash'>): unknown {
  if (row && row.requestHash !== requestHash) throw reused(key)
  // written by this file alone
  if (row?.answer) return (row.answer as { readonly value: unknown }).value
  throw new Refusal('KEY_INTERRUPTED', `The server stopped while it carried out the request with the key "${key}". See whether it has happened; then ask again with another key.`)
}

function reused(key: string): Refusal {
  return new Refusal('KEY_REUSED', `The idempotency key "${key}" was used for another request; take a new key for a new request.`)
}
