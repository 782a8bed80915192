import { Worker } from 'node:worker_threads'

export interface WorkerCall<Answer> {
  readonly message: object
  /** Milliseconds after which the worker is ended. */
  readonly limitMs: number
  readonly onLimit: () => Answer
  /** Ends the call early. */
  readonly signal?: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void; removeEventListener(type: 'abort', listener: () => void): void }
  readonly onAbort?: () => Answer
  readonly onCrash: (reason: string) => Answer
}

interface Queued<Answer> extends WorkerCall<Answer> {
  readonly resolve: (answer: Answer) => void
}

/**
 * A few workers that take one call at a time. One that overruns its limit is ended and replaced: the only cure for what cannot be
 * interrupted. Idle workers do not keep the process alive.
 */
export class WorkerPool<Answer> {
  readonly #script: URL
  readonly #size: number
  readonly #idle: Worker[] = []
  readonly #queue: Queued<Answer>[] = []
  #count = 0
  #closed = false

  constructor(script: URL, size: number) {
    this.#script = script
    this.#size = size
  }

  call(call: WorkerCall<Answer>): Promise<Answer> {
    return new Promise((resolve) => {
      this.#queue.push({ ...call, resolve })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()))
  }

  #next(): void {
    if (this.#queue.length === 0) return
    const worker = this.#idle.pop() ?? this.#start()
    const call = worker && this.#queue.shift()
    if (worker && call) this.#run(worker, call)
  }

  #start(): Worker | undefined {
    if (this.#count >= this.#size || this.#closed) return undefined
    this.#count++
    // no inherited loader: the script is plain JavaScript
    return new Worker(this.#script, { execArgv: [] })
  }

  #run(worker: Worker, call: Queued<Answer>): void {
    worker.ref()
    const done = (answer: Answer, reusable: boolean) => {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', abort)
      worker.removeAllListeners()
      worker.unref()
      if (reusable && !this.#closed) this.#idle.push(worker)
      else {
        this.#count--
        worker.on('error', () => undefined)
        void worker.terminate()
      }
      call.resolve(answer)
      this.#next()
    }
    const abort = () => done((call.onAbort ?? call.onLimit)(), false)
    const timer = setTimeout(() => done(call.onLimit(), false), call.limitMs)
    worker.once('message', (message: { readonly answer: Answer; readonly spent?: boolean }) => done(message.answer, message.spent !== true))
    worker.once('error', (error) => done(call.onCrash(error.message), false))
    worker.once('exit', (code) => done(call.onCrash(`the worker ended with code ${code}`), false))
    if (call.signal?.aborted) return abort()
    call.signal?.addEventListener('abort', abort)
    worker.postMessage(call.message)
  }
}
