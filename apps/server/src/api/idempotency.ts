import { createHmac } from 'node:crypto'
import type { Database } from '../db/index.ts'
import type { Answer } from './answer.ts'
import { ApiProblem } from './problem.ts'

const KEPT_MS = 24 * 3_600_000
/** So long a request in progress is believed in without a sign of life. */
const LEASE_MS = 30_000
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

/**
 * Answers by idempotency key. The row is taken before the work begins and holds the answer after it, so that a repeat never works a second
 * time: not beside the first, not after a restart. Answers of 500 and more are not kept: nobody knows what they have come to.
 */
export class KeptAnswers {
  readonly #db: Database
  readonly #secret: Buffer
  readonly #timer: NodeJS.Timeout

  /** `secret`: what requests are hashed with, since their bodies may hold secrets that could be guessed. */
  constructor(db: Database, secret: Buffer) {
    this.#db = db
    this.#secret = secret
    this.#timer = setInterval(() => void this.forget().catch(() => undefined), 3_600_000).unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Removes what is no longer kept. */
  async forget(): Promise<number> {
    const { count } = await this.#db.prisma.apiAnswer.deleteMany({ where: { expiresAt: { lt: new Date() } } })
    return count
  }

  async answer(request: KeyedRequest, work: () => Promise<Answer>): Promise<Answer> {
    const earlier = await this.#take(request)
    if (earlier) return { ...earlier, headers: { ...earlier.headers, 'idempotent-replayed': 'true' } }
    const where = { caller_key: { caller: request.caller, key: request.key } }
    const alive = setInterval(() => void this.#db.prisma.apiAnswer.update({ where, data: { leaseAt: lease() } }).catch(() => undefined), LEASE_MS / 3)
    try {
      const answer = await work()
      if (answer.status >= 500) await this.#db.prisma.apiAnswer.delete({ where })
      else await this.#db.prisma.apiAnswer.update({ where, data: { status: answer.status, headers: answer.headers, body: request.once && answer.status < 300 ? null : answer.body } })
      return answer
    } catch (error) {
      await this.#db.prisma.apiAnswer.delete({ where }).catch(() => undefined)
      throw error
    } finally {
      clearInterval(alive)
    }
  }

  /** Takes the key, or finds what was answered to it. */
  async #take(request: KeyedRequest): Promise<Answer | undefined> {
    const { caller, key } = request
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > MOST) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: `An Idempotency-Key is 1 to ${MOST} visible characters without spaces.`, problems: [{ in: 'header', path: '/idempotency-key', message: `must be 1 to ${MOST} visible characters` }] })
    const hash = createHmac('sha256', this.#secret).update(request.said).digest('hex')
    const row = { caller, key, request: hash, leaseAt: lease(), expiresAt: new Date(Date.now() + KEPT_MS) }
    await this.#db.prisma.apiAnswer.deleteMany({ where: { caller, key, expiresAt: { lt: new Date() } } })
    const { count } = await this.#db.prisma.apiAnswer.createMany({ data: row, skipDuplicates: true })
    if (count === 1) return undefined
    const found = await this.#db.prisma.apiAnswer.findUnique({ where: { caller_key: { caller, key } } })
    // it has ended badly in between
    if (!found) throw inProgress(1)
    if (found.request !== hash) throw new ApiProblem(422, 'KEY_USED', { detail: 'This Idempotency-Key was used for another request; take a new one for a new request.' })
    if (found.status !== null) return kept(found.status, found.headers, found.body)
    return this.#unfinished(found.leaseAt, request)
  }

  /** Somebody works on it, or has died over it. */
  async #unfinished(leaseAt: Date, { caller, key, repeatable }: KeyedRequest): Promise<undefined> {
    const left = leaseAt.getTime() - Date.now()
    if (left > 0) throw inProgress(Math.min(5, Math.ceil(left / 1000)))
    if (!repeatable) throw new ApiProblem(409, 'OUTCOME_UNKNOWN', { detail: 'The server stopped while it worked on this request, and nobody knows what it has come to. Look whether it was done; if not, send it with a new Idempotency-Key.' })
    const { count } = await this.#db.prisma.apiAnswer.updateMany({ where: { caller, key, leaseAt, status: null }, data: { leaseAt: lease() } })
    if (count === 0) throw inProgress(1)
    return undefined
  }
}

function lease(): Date {
  return new Date(Date.now() + LEASE_MS)
}

function inProgress(seconds: number): ApiProblem {
  return new ApiProblem(409, 'IN_PROGRESS', { detail: 'A request with this Idempotency-Key is still being worked on; ask again in a moment.', headers: { 'retry-after': String(seconds) } })
}

function kept(status: number, headers: unknown, body: string | null): Answer {
  if (body === null) throw new ApiProblem(409, 'TOLD_ONCE', { detail: 'This was done, and its answer held a secret that is told once and not kept. If it did not arrive, revoke what was made and make another with a new Idempotency-Key.' })
  // only answer() writes the column
  return { status, headers: headers as Answer['headers'], body }
}
