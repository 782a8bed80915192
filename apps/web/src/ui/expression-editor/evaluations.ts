import type { Json } from '@eddy/workflow'
import type { EvaluateAnswer, EvaluateRequest } from './evaluate.worker.ts'

export type Evaluation = { readonly kind: 'pending' } | { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'error'; readonly message: string }

interface Job {
  readonly key: string
  readonly request: EvaluateRequest
}

const pending: Evaluation = { kind: 'pending' }
const limitMs = 1_000
const kept = 500

/**
 * What expressions give on sample data, by expression and data. They are evaluated in a worker, one after the other: one that runs
 * away is killed with it, and the page never waits. Asking starts the work; `subscribe` tells when an answer is there. With each answer
 * all that still waits is forgotten: what is still wanted is asked for again, what was only typed through is not.
 */
export class Evaluations {
  readonly #answers = new Map<string, Evaluation>()
  readonly #listeners = new Set<() => void>()
  #queue: Job[] = []
  #worker: Worker | undefined
  #current: Job | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #version = 0

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes with every answer. */
  readonly version = (): number => this.#version

  readonly ask = (expr: string, root: Json): Evaluation => this.#asked(`${expr}\u0000${JSON.stringify(root)}`, { expr, root })

  /** The same for a value whose texts hold `{{ }}`. */
  readonly render = (text: Json, root: Json): Evaluation => this.#asked(`{{}}${JSON.stringify(text)}\u0000${JSON.stringify(root)}`, { text, root })

  #asked(key: string, what: { readonly root: Json } & ({ readonly expr: string } | { readonly text: Json })): Evaluation {
    const known = this.#answers.get(key)
    if (known) return known
    const [oldest] = this.#answers.keys()
    if (this.#answers.size >= kept && oldest !== undefined) this.#answers.delete(oldest)
    this.#answers.set(key, pending)
    this.#queue.push({ key, request: { id: this.#queue.length + this.#version, ...what } })
    this.#next()
    return pending
  }

  #next(): void {
    if (this.#current) return
    this.#current = this.#queue.shift()
    if (!this.#current) return
    this.#worker ??= this.#start()
    this.#worker.postMessage(this.#current.request)
    this.#timer = setTimeout(() => this.#kill(`It took longer than ${limitMs / 1_000} s and was stopped.`), limitMs + (this.#version === 0 ? 10_000 : 0))
  }

  #start(): Worker {
    const worker = new Worker(new URL('./evaluate.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<EvaluateAnswer>) => {
      this.#settle('value' in data ? { kind: 'value', value: data.value } : { kind: 'error', message: data.error })
    })
    worker.addEventListener('error', () => this.#kill('It could not be evaluated here.'))
    return worker
  }

  #kill(message: string): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#settle({ kind: 'error', message })
  }

  #settle(evaluation: Evaluation): void {
    clearTimeout(this.#timer)
    if (this.#current) this.#answers.set(this.#current.key, evaluation)
    this.#current = undefined
    this.#version += 1
    for (const { key } of this.#queue) this.#answers.delete(key)
    this.#queue = []
    for (const listener of this.#listeners) listener()
    this.#next()
  }
}

export const evaluations = new Evaluations()
