import type { Coverage } from '@eddy/rehearsal'
import { patchedCoverage } from './coverage-patch.ts'
import { playPatch } from './play-patch.ts'
import type { Answer, FromWorker, Play, Question, ToWorker } from './worker-messages.ts'

/** A worker that says nothing for so long has run into an expression without end. */
const SILENCE_MS = 10_000

type Listener = (answer: Answer) => void

interface Asked {
  readonly type: Question['type']
  readonly listener: Listener
}

/**
 * Rehearses in a worker, so that the page never waits. Of each type only the last question counts: answers to earlier ones are
 * dropped. A worker that falls silent is ended, and the next question starts another.
 */
export class RehearsalWorker {
  #worker: Worker | undefined
  #asked = new Map<number, Asked>()
  #next = 1
  #timer: ReturnType<typeof setTimeout> | undefined
  /** What the worker was told last, and what it told. */
  #play: Play | undefined
  #coverage: Coverage | undefined

  ask(question: Question, listener: Listener): void {
    for (const [id, { type }] of this.#asked) if (type === question.type) this.#asked.delete(id)
    const id = this.#next++
    this.#asked.set(id, { type: question.type, listener })
    this.#worker ??= this.#start()
    const { play, ...rest } = question
    const message: ToWorker = { id, play: playPatch(this.#play, play), question: rest }
    this.#worker.postMessage(message)
    this.#play = play
    this.#watch()
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#worker?.terminate()
    this.#worker = undefined
    this.#play = undefined
    this.#coverage = undefined
    this.#asked.clear()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./rehearsal.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#take(data))
    worker.addEventListener('error', () => this.#fail('The rehearsal broke off. Change the workflow, or try again.'))
    return worker
  }

  #take({ id, answer, coverage }: FromWorker): void {
    // what nobody waits for any more is what the next one goes on from all the same
    if (coverage) this.#coverage = patchedCoverage(this.#coverage, coverage)
    const asked = this.#asked.get(id)
    if (asked === undefined) return
    if (answer.type !== 'progress' && (answer.type !== 'backtested' || answer.last)) this.#asked.delete(id)
    this.#watch()
    if (answer.type !== 'coverage' && answer.type !== 'matrix') asked.listener(answer)
    else if (this.#coverage) asked.listener({ ...answer, coverage: this.#coverage })
  }

  #watch(): void {
    clearTimeout(this.#timer)
    if (this.#asked.size > 0) this.#timer = setTimeout(() => this.#fail('The rehearsal took too long and was stopped: an expression of the workflow may not end.'), SILENCE_MS)
  }

  #fail(message: string): void {
    const asked = [...this.#asked]
    this.dispose()
    for (const [, { listener }] of asked) listener({ type: 'problem', message })
  }
}
