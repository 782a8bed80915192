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
  readonly #alive = new Set<Worker>()
  readonly #queue: Queued<Answer>[] = []
  #count = 0
  #closed = false

  constructor(script: URL, size: number) {
    this.#script = script
    this.#size = size
  }

  call(call: WorkerCall<Answer>): Promise<Answer> {
    if (this.#closed) return Promise.resolve(call.onCrash('the workers were closed'))
    if (call.signal?.aborted) return Promise.resolve((call.onAbort ?? call.onLimit)())
    return new Promise((resolve) => {
      this.#queue.push({ ...call, resolve })
      this.#next()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#idle.length = 0
    for (const call of this.#queue.splice(0)) call.resolve(call.onCrash('the workers were closed'))
    await Promise.all([...this.#alive].map((worker) => worker.terminate()))
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
    // no inherited loader: the script is plain JavaScript; no environment: it holds secrets
    const worker = new Worker(this.#script, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: 256 } })
    this.#alive.add(worker)
    // an error while nobody listens would end the process; who waits for an answer has its own listener
    worker.on('error', () => undefined)
    worker.on('exit', () => this.#gone(worker))
    return worker
  }

  #run(worker: Worker, call: Queued<Answer>): void {
    worker.ref()
    const done = (answer: Answer, reusable: boolean) => {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', abort)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      worker.unref()
      if (reusable && !this.#closed) this.#idle.push(worker)
      else this.#retire(worker)
      call.resolve(answer)
      this.#next()
    }
    const abort = () => done((call.onAbort ?? call.onLimit)(), false)
    const timer = setTimeout(() => done(call.onLimit(), false), call.limitMs)
    const onMessage = (message: { readonly answer: Answer; readonly spent?: boolean }) => done(message.answer, message.spent !== true)
    const onError = (error: Error) => done(call.onCrash(error.message), false)
    const onExit = (code: number) => done(call.onCrash(`the worker ended with code ${code}`), false)
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    if (call.signal?.aborted) return abort()
    call.signal?.addEventListener('abort', abort)
    try {
      worker.postMessage(call.message)
    } catch (error) {
      // values nested too deeply to be copied
      done(call.onCrash(`its data cannot be handed over: ${error instanceof Error ? error.message : String(error)}`), true)
    }
  }

  #retire(worker: Worker): void {
    this.#count--
    void worker.terminate()
  }

  /** One that ended while it was idle must not get the next call. */
  #gone(worker: Worker): void {
    this.#alive.delete(worker)
    const index = this.#idle.indexOf(worker)
    if (index === -1) return
    this.#idle.splice(index, 1)
    this.#count--
  }
}
