import { createHash } from 'node:crypto'
import type { Json } from '@eddy/workflow'
import { z } from 'zod'
import type { Database } from '../db/index.ts'
import { answerOnce } from '../idempotency/answer-once.ts'

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
const PATIENCE_MS = 20_000

/** A resolver that carries out a request with a key once: whoever asks again gets the answer that the first had, for a week. A request that was refused may be made again. */
export function once<Place extends { readonly db: Database }, Input extends Keyed, Output>(procedure: string, act: (asked: Asked<Place, Input>) => Output | Promise<Output>): (asked: Asked<Place, Input>) => Promise<Output> {
  return async (asked) => {
    const { idempotencyKey: key, ...request } = asked.input
    if (key === undefined) return act(asked)
    const hash = createHash('sha256').update(JSON.stringify(request)).digest('hex')
    const keep = (answer: Output) => JSON.parse(JSON.stringify(answer ?? null)) as Json
    const answered = await answerOnce(asked.ctx.db, { scope: `trpc:${procedure}`, key, hash, repeatable: false, keptMs: KEPT_MS, patienceMs: PATIENCE_MS, keep }, async () => act(asked))
    // what is kept is what this resolver gave
    return answered.repeated ? (answered.kept as Output) : answered.answer
  }
}
