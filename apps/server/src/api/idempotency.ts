import { createHmac } from 'node:crypto'
import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { Refusal } from '../refusal.ts'
import type { Answer } from './answer.ts'
import { ApiProblem } from './problem.ts'

const KEPT_MS = 24 * 3_600_000
const MOST = 255

export interface KeyedRequest {
  readonly caller: string
  readonly key: string
  /** Method, address, precondition and body, as one text. */
  readonly said: string
  /** Doing it twice comes to the same: what was left unfinished by a server that died may be done again. */
  readonly repeatable: boolean
  /** Its answer holds a secret, and is not kept. */
  readonly once: boolean
}

/** Answers by idempotency key, as HTTP tells them. Refusals are not kept: nothing was done, and what kept it from being done may be gone by the next time. */
export class KeptAnswers {
  readonly #db: Database
  readonly #secret: Buffer

  /** `secret`: what requests are hashed with, since their bodies may hold secrets that could be guessed. */
  constructor(db: Database, secret: Buffer) {
    this.#db = db
    this.#secret = secret
  }

  async answer({ caller, key, said, repeatable, once }: KeyedRequest, work: () => Promise<Answer>): Promise<Answer> {
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > MOST) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: `An Idempotency-Key is 1 to ${MOST} visible characters without spaces.`, problems: [{ in: 'header', path: '/idempotency-key', message: `must be 1 to ${MOST} visible characters` }] })
    const hash = createHmac('sha256', this.#secret).update(said).digest('hex')
    const keep = ({ status, headers, body, refused }: Answer): Json | undefined => (refused ? undefined : { status, headers, body: once ? null : body })
    const answered = await answerOnce(this.#db, { scope: `http:${caller}`, key, hash, repeatable, keptMs: KEPT_MS, patienceMs: 0, keep }, work).catch(inHttp)
    return answered.repeated ? kept(answered.kept) : answered.answer
  }
}

/** Who is to ask again is told when. */
function inHttp(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'IN_PROGRESS') throw error
  const { retryAfterSeconds } = error.details as { readonly retryAfterSeconds: number }
  throw new ApiProblem(409, error.code, { detail: error.message, headers: { 'retry-after': String(retryAfterSeconds) } })
}

function kept(value: Json): Answer {
  // only answer() keeps any
  const { status, headers, body } = value as unknown as Omit<Answer, 'body'> & { readonly body: string | null }
  if (body === null) throw new ApiProblem(409, 'TOLD_ONCE', { detail: 'This was done, and its answer held a secret that is told once and not kept. If it did not arrive, revoke what was made and make another with a new Idempotency-Key.' })
  return { status, headers: { ...headers, 'idempotent-replayed': 'true' }, body }
}
