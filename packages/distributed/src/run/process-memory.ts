import { setTimeout as sleep } from 'node:timers/promises'
import { HeldGate } from './held-gate.ts'
import type { Answer, Question } from './question.ts'
import { answerOf } from '../step/plain.ts'
import { StopSignal } from '../step/stop-signal.ts'

const LOOK_MS = 20
const JOURNAL_MS = 200

interface Working {
  readonly answer: Promise<Answer>
  readonly stop: StopSignal
  readonly waits: boolean
}

/**
 * What a process knows of a run beyond its journal: work in flight, and gates that it holds. It outlives the connection to Restate, so that a
 * run that is gone through again in the same process waits for what is under way instead of beginning it twice; it dies with the process.
 */
export class ProcessMemory {
  readonly #works = new Map<string, Working>()
  /** Told to stop before it began: a run that is gone through again may come by where an answer is no longer wanted before its work is asked for. */
  readonly #stopped = new Set<string>()
  #closing = false
  #dropped = false
  readonly #gates = new Map<string, { readonly gate: HeldGate; readonly owner: string }>()

  working(part: number, { id }: Question): boolean {
    return this.#works.has(`${part}:${id}`)
  }

  /** The answer of the question's work, begun at most once in this process. */
  work(part: number, question: Question): Promise<Answer> {
    const key = `${part}:${question.id}`
    const known = this.#works.get(key)
    if (known !== undefined) return known.answer
    // whoever comes next begins it
    if (this.#closing) return new Promise(() => undefined)
    const stop = new StopSignal()
    if (this.#stopped.delete(key)) stop.abort()
    const answer = this.#unlessDropped(answerOf(() => question.work(stop)))
    this.#works.set(key, { answer, stop, waits: question.waits ?? false })
    return answer
  }

  /** What ends because this process lets go of it is no answer, and not to be journaled: whoever comes next asks anew. */
  #unlessDropped(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve) => {
      void answer.then((one) => {
        if (!this.#dropped) resolve(one)
      })
    })
  }

  /** Begins nothing more; resolves when what has begun has ended, but for what only waits its turn, and a moment later, when that is journaled. */
  async close(): Promise<void> {
    this.#closing = true
    while ([...this.#works.values()].some(({ waits }) => !waits)) await sleep(LOOK_MS)
    await sleep(JOURNAL_MS)
  }

  stop(part: number, { id }: Question): void {
    const key = `${part}:${id}`
    const working = this.#works.get(key)
    if (working === undefined) this.#stopped.add(key)
    else working.stop.abort()
  }

  /** Its answer is journaled. */
  forget(part: number, id: number): void {
    const key = `${part}:${id}`
    this.#works.delete(key)
    this.#stopped.delete(key)
  }

  /** `owner`: as whom the run stands there. */
  gate(key: string, owner: string): HeldGate {
    const known = this.#gates.get(key) ?? { gate: new HeldGate(), owner }
    this.#gates.set(key, known)
    return known.gate
  }

  /** All gates that the run has come to, and as whom. */
  gates(): Iterable<{ readonly gate: HeldGate; readonly owner: string }> {
    return this.#gates.values()
  }

  /** Tells all work to stop, and lets go of all gates; in those that outlive the process the run stays. */
  drop(): void {
    this.#dropped = true
    for (const { stop } of this.#works.values()) stop.abort()
    for (const { gate } of this.#gates.values()) gate.leave({ kind: 'detached' })
    this.#works.clear()
    this.#stopped.clear()
    this.#gates.clear()
  }
}
