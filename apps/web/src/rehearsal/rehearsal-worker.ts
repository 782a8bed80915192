import type { FromWorker, ToWorker } from './worker-messages.ts'

/** A worker that says nothing for so long has run into an expression without end. */
const SILENCE_MS = 10_000

type Question = ToWorker extends infer Q ? (Q extends ToWorker ? Omit<Q, 'id'> : never) : never
type Listener = (answer: FromWorker) => void

interface Asked {
  readonly type: ToWorker['type']
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

  ask(question: Question, listener: Listener): void {
    for (const [id, { type }] of this.#asked) if (type === question.type) this.#asked.delete(id)
    const id = this.#next++
    this.#asked.set(id, { type: question.type, listener })
    this.#worker ??= this.#start()
    this.#worker.postMessage({ ...question, id })
    this.#watch()
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#worker?.terminate()
    this.#worker = undefined
    this.#asked.clear()
  }

  #start(): Worker {
    const worker = new Worker(new URL('./rehearsal.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#take(data))
    worker.addEventListener('error', () => this.#fail('The rehearsal broke off. Change the workflow, or try again.'))
    return worker
  }

  #take(answer: FromWorker): void {
    const asked = this.#asked.get(answer.id)
    if (asked === undefined) return
    if (answer.type !== 'progress' && (answer.type !== 'backtested' || answer.last)) this.#asked.delete(answer.id)
    this.#watch()
    asked.listener(answer)
  }

  #watch(): void {
    clearTimeout(this.#timer)
    if (this.#asked.size > 0) this.#timer = setTimeout(() => this.#fail('The rehearsal took too long and was stopped: an expression of the workflow may not end.'), SILENCE_MS)
  }

  #fail(message: string): void {
    const asked = [...this.#asked]
    this.dispose()
    for (const [id, { listener }] of asked) listener({ id, type: 'problem', message })
  }
}
