import { setTimeout as sleep } from 'node:timers/promises'
import type { GateAnswer, GateEnd } from '@eddy/engine'
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

/** A gate that the run has passed in this process, or stands at. */
export interface Pass {
  /** Until its answer is taken up. */
  entering: { readonly told: Promise<{ readonly kind: 'entered' } | Exclude<GateAnswer, { kind: 'entered' }>>; readonly stop: StopSignal } | undefined
  readonly held: boolean
  hold(leave: (end: GateEnd) => void): void
  leave(end: GateEnd): void
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
  readonly #passes = new Map<string, Pass & { left: boolean }>()

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
    const answer = answerOf(() => question.work(stop))
    this.#works.set(key, { answer, stop, waits: question.waits ?? false })
    return answer
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

  pass(owner: string, gate: string): Pass {
    const key = `${owner} ${gate}`
    const known = this.#passes.get(key)
    if (known !== undefined && !known.left) return known
    let leaving: ((end: GateEnd) => void) | undefined
    let end: GateEnd | undefined
    const pass: Pass & { left: boolean } = {
      left: false,
      entering: undefined,
      get held() {
        return leaving !== undefined
      },
      hold(leave: (end: GateEnd) => void) {
        // it may have been left before it was entered again
        if (end !== undefined) leave(end)
        else leaving ??= leave
      },
      leave(how: GateEnd) {
        if (pass.left) return
        pass.left = true
        end = how
        pass.entering?.stop.abort()
        leaving?.(how)
      },
    }
    this.#passes.set(key, pass)
    return pass
  }

  /** Tells all work to stop, and leaves all gates. */
  drop(): void {
    for (const { stop } of this.#works.values()) stop.abort()
    for (const pass of this.#passes.values()) pass.leave({ kind: 'dropped' })
    this.#works.clear()
    this.#stopped.clear()
    this.#passes.clear()
  }
}
