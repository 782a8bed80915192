import type { TypeAnswer, TypeRequest } from './type-request.ts'

type Question = Omit<TypeRequest, 'id'>

/**
 * TypeScript in a worker of its own, for all code editors of the page: it is large, and slow for a moment when it starts. One that breaks
 * answers nothing any more, and editors do without.
 */
export class TypeService {
  readonly #waiting = new Map<number, (answer: TypeAnswer | undefined) => void>()
  #worker: Worker | undefined
  #broken = false
  #last = 0

  /** Nothing when there is no answer to be had. */
  ask(question: Question): Promise<TypeAnswer | undefined> {
    const worker = this.#started()
    if (!worker) return Promise.resolve(undefined)
    this.#last += 1
    const id = this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      const request: TypeRequest = { id, ...question }
      worker.postMessage(request)
    })
  }

  #started(): Worker | undefined {
    if (this.#broken || this.#worker) return this.#worker
    const worker = new Worker(new URL('./types.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<TypeAnswer>) => {
      this.#waiting.get(data.id)?.(data)
      this.#waiting.delete(data.id)
    })
    worker.addEventListener('error', () => this.#break())
    this.#worker = worker
    return worker
  }

  #break(): void {
    this.#broken = true
    this.#worker?.terminate()
    this.#worker = undefined
    for (const answer of this.#waiting.values()) answer(undefined)
    this.#waiting.clear()
  }
}

export const typeService = new TypeService()
