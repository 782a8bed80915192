import type { FastifyRequest } from 'fastify'
import { ApiProblem } from './problem.ts'
import { RequestRate } from './request-rate.ts'

/** Tokens that hold, of the latest callers. */
const MOST_KNOWN = 10_000

type Asking = Pick<FastifyRequest, 'headers' | 'ip'>

/**
 * So many requests a minute for each caller, who is a token that holds, or else an address. Tokens that do not hold count for the address that they come from,
 * by themselves: who makes some up stays one caller, and keeps nobody else from the same address who shows none or a good one that is known.
 */
export class RequestLimit {
  readonly #most: number
  readonly #rate: RequestRate
  readonly #known = new Set<string>()

  constructor(most: number) {
    this.#most = most
    this.#rate = new RequestRate(most)
  }

  /** Counts what need not be looked up, and throws where it is too much. */
  take({ headers: { authorization }, ip }: Asking): void {
    if (authorization === undefined) return this.#refuse(this.#rate.take(ip))
    this.#refuse(this.#known.has(authorization) ? this.#rate.take(authorization) : this.#rate.wait(madeUpBy(ip)))
  }

  /** What has come of looking at the token of a request. */
  async judged<T>({ headers: { authorization }, ip }: Asking, look: () => Promise<T>): Promise<T> {
    if (authorization === undefined || this.#known.has(authorization)) return look()
    try {
      const found = await look()
      if (this.#known.size >= MOST_KNOWN) this.#known.clear()
      this.#known.add(authorization)
      this.#rate.take(authorization)
      return found
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) this.#rate.take(madeUpBy(ip))
      throw error
    }
  }

  #refuse(seconds: number): void {
    if (seconds > 0) throw new ApiProblem(429, 'TOO_MANY_REQUESTS', { detail: `These were more than ${this.#most} requests in a minute; go on in ${seconds} s.`, headers: { 'retry-after': String(seconds) } })
  }
}

function madeUpBy(ip: string): string {
  return `made up by ${ip}`
}
