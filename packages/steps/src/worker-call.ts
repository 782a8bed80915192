import { Worker } from 'node:worker_threads'
import type { AbortSignalLike } from '@eddy/engine'

export interface WorkerCall<Answer> {
  readonly message: object
  /** Milliseconds, from the moment a worker takes the call, after which the worker is ended. */
  readonly limitMs: number
  readonly onLimit: () => Answer
  /** Ends the call early. */
  readonly signal?: AbortSignalLike
  readonly onAbort?: () => Answer
  readonly onCrash: (reason: string) => Answer
}

interface Queued<Answer> extends WorkerCall<Answer> {
  readonly resolve: (answer: Answer) => void
}

const HEAP_MB = 192

/**
 * A few workers that take one call at a time. One that overruns its limit is ended and replaced: the only cure for what cannot be
 * interrupted. Its start, slow on a busy machine, is not taken from a call's time.
 * Idle workers do not keep the process alive.
 */
export class WorkerPool<Answer> {
  readonly #script: URL
  readonly #size: number
  readonly #alive = new Set<Worker>()
  readonly #idle: Worker[] = []
  readonly #queue: Queued<Answer>[] = []
  #closed = false

  constructor(script: URL, size: number) {
    this.#script = script
    this.#size = size
  }

  call(call: WorkerCall<Answer>): Promise<Answer> {
    return new Promise((resolve) => {
      if (this.#closed) return resolve(call.onCrash('it is closed'))
      if (call.signal?.aborted) return resolve((call.onAbort ?? call.onLimit)())
      this.#enqueue({ ...call, resolve })
      this.#next()
    })
  }

  /** Ends all workers; calls that wait or run are answered as a crash. */
  async close(): Promise<void> {
    this.#closed = true
    this.#crashQueued('it was closed')
    await Promise.all([...this.#alive].map((worker) => worker.terminate()))
  }

  /** A call that waits leaves the queue when it is aborted. */
  #enqueue(call: Queued<Answer>): void {
    const leave = () => {
      const index = this.#queue.indexOf(queued)
      if (index === -1) return
      this.#queue.splice(index, 1)
      queued.resolve((call.onAbort ?? call.onLimit)())
    }
    const queued = {
      ...call,
      resolve: (answer: Answer) => {
        call.signal?.removeEventListener('abort', leave)
        call.resolve(answer)
      },
    }
    call.signal?.addEventListener('abort', leave)
    this.#queue.push(queued)
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop()
      if (!worker) break
      const call = this.#queue.shift()
      if (call) this.#run(worker, call)
    }
    if (this.#queue.length > 0 && this.#alive.size < this.#size && !this.#closed) this.#start()
  }

  #start(): void {
    // no inherited loader, for the script is plain JavaScript, and nothing of this process's environment, which holds secrets
    const worker = new Worker(this.#script, { execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
    this.#alive.add(worker)
    let ready = false
    let reason = 'its thread ended'
    worker.on('error', (error: Error) => {
      reason = error.message
    })
    worker.once('online', () => {
      ready = true
      this.#free(worker)
    })
    worker.once('exit', () => {
      this.#alive.delete(worker)
      const index = this.#idle.indexOf(worker)
      if (index !== -1) this.#idle.splice(index, 1)
      // one that cannot even start would not start the next time either
      if (!ready) this.#crashQueued(`it could not start: ${reason}`)
      this.#next()
    })
  }

  #free(worker: Worker): void {
    worker.unref()
    this.#idle.push(worker)
    this.#next()
  }

  #crashQueued(reason: string): void {
    for (const call of this.#queue.splice(0)) call.resolve(call.onCrash(reason))
  }

  #run(worker: Worker, call: Queued<Answer>): void {
    worker.ref()
    let reason = 'its thread ended'
    const done = (answer: Answer) => {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', abort)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      call.resolve(answer)
    }
    const kill = (answer: Answer) => {
      done(answer)
      void worker.terminate()
    }
    const abort = () => kill((call.onAbort ?? call.onLimit)())
    const timer = setTimeout(() => kill(call.onLimit()), call.limitMs)
    const onMessage = ({ answer }: { readonly answer: Answer }) => {
      done(answer)
      this.#free(worker)
    }
    const onError = (error: Error) => {
      reason = error.message
    }
    const onExit = () => done(call.onCrash(reason))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    call.signal?.addEventListener('abort', abort)
    try {
      worker.postMessage(call.message)
    } catch (error) {
      // values nested too deeply to be copied
      done(call.onCrash(`its data cannot be handed over: ${error instanceof Error ? error.message : String(error)}`))
      this.#free(worker)
    }
  }
}
