import { waiterFor, type Middleware, type RunHandle } from '@eddy/engine'
import type { SendSignal } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import { Prisma, type Database } from '../db/index.ts'

interface Runs {
  /** The runs in memory, in the order of their start. */
  live(): Iterable<RunHandle>
  handle(runId: string): Promise<RunHandle>
}

interface Kept {
  readonly key: string
  readonly name: string
  readonly correlation: string | null
  readonly payload: unknown
}

/**
 * Signals between runs. Each goes to exactly one waiter, the first that waits for its name and correlation; one that finds nobody is
 * kept until somebody waits. The log of the run that got it holds its key, which tells after a crash what has been delivered.
 */
export class SignalExchange {
  readonly #prisma: Database['prisma']
  readonly #runs: Runs
  /** Deliveries one after the other: two signals must not meet at one waiter. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ prisma }: Database, runs: Runs) {
    this.#prisma = prisma
    this.#runs = runs
  }

  readonly send: SendSignal = async ({ name, correlation, payload, runId, from, key }) => {
    const data = { key, name, correlation: correlation ?? null, payload: payload === null ? Prisma.JsonNull : (payload as Prisma.InputJsonValue), sentBy: from }
    const { count } = await this.#prisma.sentSignal.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) return { delivered: (await this.#prisma.sentSignal.findUnique({ where: { key } }))?.deliveredTo ? 1 : 0 }
    const signal = { key, name, correlation: correlation ?? null, payload }
    return { delivered: (await this.#inTurn(() => (runId === undefined ? this.#deliver(signal) : this.#hand(signal, runId)))) ? 1 : 0 }
  }

  /** Tells the exchange when a run begins to wait. */
  readonly middleware: Middleware = {
    name: 'signals',
    event: (event, { runId }) => {
      if (event.type !== 'signal.awaited') return
      const { name, correlation = null } = event.data
      void this.#inTurn(() => this.#deliverKept(name, correlation)).catch((error: unknown) => console.error(`A signal for the run ${runId} could not be read: ${String(error)}`))
    },
  }

  /** After a restart: what a log holds has been delivered, whatever the table says. */
  async reconcile(): Promise<void> {
    const kept = await this.#prisma.sentSignal.findMany({ where: { deliveredTo: null }, select: { key: true, name: true, correlation: true, payload: true } })
    for (const signal of kept) {
      const [row] = await this.#prisma.$queryRaw<{ run_id: string }[]>`SELECT run_id FROM run_event WHERE type = 'signal.received' AND data->>'key' = ${signal.key} LIMIT 1`
      if (row) await this.#mark(signal.key, row.run_id)
      else await this.#inTurn(() => this.#deliver(signal))
    }
  }

  async #deliverKept(name: string, correlation: string | null): Promise<void> {
    const signal = await this.#prisma.sentSignal.findFirst({ where: { name, correlation, deliveredTo: null }, orderBy: { sentAt: 'asc' }, select: { key: true, name: true, correlation: true, payload: true } })
    if (signal) await this.#deliver(signal)
  }

  async #deliver(signal: Kept): Promise<boolean> {
    for (const handle of this.#runs.live()) if (waiterFor(handle.state, addressed(signal))) return this.#give(signal, handle)
    return false
  }

  /** To one run alone, which keeps it when it does not wait yet. */
  async #hand(signal: Kept, runId: string): Promise<boolean> {
    return this.#give(signal, await this.#runs.handle(runId))
  }

  async #give(signal: Kept, handle: RunHandle): Promise<boolean> {
    // a JSON column holds JSON
    const given = handle.signal({ ...addressed(signal), payload: signal.payload as Json, key: signal.key })
    if (given) await this.#mark(signal.key, handle.runId)
    return given
  }

  async #mark(key: string, runId: string): Promise<void> {
    await this.#prisma.sentSignal.update({ where: { key }, data: { deliveredTo: runId } })
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act, act)
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}

function addressed({ name, correlation }: Kept): { readonly name: string; readonly correlation?: string } {
  return correlation === null ? { name } : { name, correlation }
}
