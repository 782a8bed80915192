import { databaseTrouble } from './database-trouble.ts'

interface Asked<A, B> {
  readonly one: A
  readonly resolve: (answer: B) => void
  readonly reject: (error: unknown) => void
}

interface GatheredOptions {
  /** Of one question. */
  readonly most?: number
  /** Questions under way at the same time. */
  readonly lanes?: number
}

/**
 * Questions asked together: while one is under way, those that come gather for the next, so that what it costs is shared by all of them, and nobody waits
 * for company. Where many cannot be answered together, each is asked alone, so that one does not take the others down; so answering twice must do no harm.
 * With two lanes the next is made ready while one is being answered elsewhere; what comes later may be answered sooner then.
 */
export class Gathered<A, B> {
  readonly #answer: (asks: readonly A[]) => Promise<readonly B[]>
  readonly #most: number
  readonly #lanes: number
  #waiting: Asked<A, B>[] = []
  #underWay = 0

  /** `answer`: one for each, in their order. */
  constructor(answer: (asks: readonly A[]) => Promise<readonly B[]>, { most = 200, lanes = 1 }: GatheredOptions = {}) {
    this.#answer = answer
    this.#most = most
    this.#lanes = lanes
  }

  ask(one: A): Promise<B> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ one, resolve, reject })
      if (this.#underWay < this.#lanes) void this.#go()
    })
  }

  /** Whatever arrives in the same turn goes together. */
  async #go(): Promise<void> {
    this.#underWay++
    await new Promise((next) => setImmediate(next))
    while (this.#waiting.length > 0) await this.#settle(this.#waiting.splice(0, this.#most))
    this.#underWay--
  }

  async #settle(asked: readonly Asked<A, B>[]): Promise<void> {
    try {
      const answers = await this.#answer(asked.map(({ one }) => one))
      // there is one for each
      asked.forEach(({ resolve }, at) => resolve(answers[at] as B))
    } catch (error) {
      if (asked.length === 1 || databaseTrouble(error)) return asked.forEach(({ reject }) => reject(error))
      for (const one of asked) await this.#settle([one])
    }
  }
}
