import { startRun, type Journal, type Outcome, type Ports, type StepExecutor, type StepRequest, systemClock, systemIds, MemoryJournal } from '@eddy/engine'
import { evaluator, planOf } from '../run-eddy.ts'
import { expectSame } from '../workload.ts'

export const WINDOW = 16

export interface Streamed {
  readonly status: string
  readonly value: number
  /** The most elements that were pulled and not yet done. */
  readonly ahead: number
}

/** Elements 0 … n-1, one at a time; `waiting` says how far ahead of the work they were pulled. */
class Numbers implements AsyncIterator<number> {
  pulled = 0
  done = 0
  ahead = 0
  readonly #n: number

  constructor(n: number) {
    this.#n = n
  }

  next(): Promise<IteratorResult<number, undefined>> {
    if (this.pulled === this.#n) return Promise.resolve({ done: true, value: undefined })
    this.ahead = Math.max(this.ahead, this.pulled + 1 - this.done)
    return Promise.resolve({ done: false, value: this.pulled++ })
  }
}

/** Sixteen workers that share the iterator. */
export async function bareStream(n: number): Promise<Streamed> {
  const source = new Numbers(n)
  let value = 0
  const step = async (x: number) => x + 1
  const worker = async () => {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      const result = await step(next.value)
      value += result
      source.done++
    }
  }
  await Promise.all(Array.from({ length: WINDOW }, worker))
  return { status: 'succeeded', value, ahead: source.ahead }
}

/** What a journal on disk does to the heap: events come, are counted and gone. */
class PassingJournal implements Journal {
  events = 0

  append(events: readonly unknown[]): void {
    this.events += events.length
  }

  flushed(): undefined {
    return undefined
  }
}

export async function eddyStream(n: number, journal: 'kept' | 'passing'): Promise<Streamed> {
  const source = new Numbers(n)
  const executor: StepExecutor = {
    execute(request: StepRequest): Promise<Outcome> {
      source.done++
      return Promise.resolve({ kind: 'ok', value: Number(request.arguments['x']) + 1 })
    },
    openStream: () => source,
  }
  const body = { name: 'e', kind: 'pure', arguments: [{ name: 'x', from: { element: 'm' } }] }
  const map = { name: 'm', kind: 'map', config: { concurrency: WINDOW, gather: 'sum' }, arguments: [{ name: 'source', from: { value: { $stream: 'numbers' } } }], steps: [body] }
  const ports: Ports = { journal: journal === 'kept' ? new MemoryJournal() : new PassingJournal(), clock: systemClock, ids: systemIds, executor, evaluator }
  const result = await startRun({ runId: 'bench', plan: planOf([map]), input: {}, ports }).settled()
  return { status: result.status, value: Number(result.value), ahead: source.ahead }
}

export function checkStream(streamed: Streamed, n: number): void {
  expectSame('status', streamed.status, 'succeeded')
  expectSame('sum', streamed.value, (n * (n + 1)) / 2)
}
