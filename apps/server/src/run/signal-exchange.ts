import { signalKey, waiterFor, type Middleware, type RunHandle } from '@eddy/engine'
import type { SendSignal } from '@eddy/steps/run'
import type { Json } from '@eddy/workflow'
import type { BusMessage } from '../cluster/bus.ts'
import { Prisma, type Database } from '../db/index.ts'
import type { RunWriter } from './run-writer.ts'
import { serverTime } from './server-time.ts'
import type { RunBedroom } from './run-bedroom.ts'

type Signal = Parameters<RunHandle['signal']>[0]

interface Live {
  readonly handle: RunHandle
  readonly writer: RunWriter
}

interface Runs {
  /** The runs in memory, in the order of their start. */
  live(): Iterable<Live>
  /** Those that have left memory until what they wait for comes. */
  readonly bedroom: Pick<RunBedroom, 'waiterOf' | 'away'>
  /** To one run, wherever it is. */
  give(runId: string, signal: Signal): Promise<boolean>
  /** The same if one of its steps waits for it. */
  giveWaiter(runId: string, signal: Signal): Promise<boolean>
  tell(message: BusMessage): void
}

interface Kept {
  readonly key: string
  readonly name: string
  readonly correlation: string | null
  readonly payload: unknown
}

/**
 * Signals between runs. Each goes to exactly one waiter, the first that waits for its name and correlation; one that finds nobody is
 * kept until somebody waits. Its row names the run before the run is told, so that no two servers give it away; the log of that run
 * holds its key, which tells after a crash whether it has arrived.
 */
export class SignalExchange {
  readonly #prisma: Database['prisma']
  readonly #pool: Database['pool']
  readonly #runs: Runs
  /** Deliveries one after the other: two signals must not meet at one waiter. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor({ prisma, pool }: Database, runs: Runs) {
    this.#prisma = prisma
    this.#pool = pool
    this.#runs = runs
  }

  readonly send: SendSignal = async ({ name, correlation, payload, runId, from, key }) => {
    const data = { key, name, correlation: correlation ?? null, payload: payload === null ? Prisma.JsonNull : (payload as Prisma.InputJsonValue), sentBy: from, sentAt: new Date(serverTime.now()) }
    const { count } = await this.#prisma.sentSignal.createMany({ data: [data], skipDuplicates: true })
    if (count === 0) return { delivered: (await this.#prisma.sentSignal.findUnique({ where: { key } }))?.deliveredTo ? 1 : 0 }
    const signal = { key, name, correlation: correlation ?? null, payload }
    if (runId !== undefined) return { delivered: (await this.#hand(signal, runId)) ? 1 : 0 }
    const delivered = await this.#inTurn(() => this.#deliver(signal))
    if (!delivered) this.#runs.tell({ kind: 'signal', name, correlation: signal.correlation })
    return { delivered: delivered ? 1 : 0 }
  }

  /** Another server has a signal that nobody there waits for. */
  offer({ name, correlation }: Pick<Kept, 'name' | 'correlation'>): void {
    void this.#inTurn(() => this.#deliverKept(name, correlation)).catch((error: unknown) => console.error(`A kept signal "${name}" could not be read: ${String(error)}`))
  }

  /** Tells the exchange when a run begins to wait. */
  readonly middleware: Middleware = {
    name: 'signals',
    event: (event) => {
      if (event.type !== 'signal.awaited') return
      const { name, correlation = null } = event.data
      this.offer({ name, correlation })
    },
  }

  /** Resolves once what has begun is done. */
  async rest(): Promise<void> {
    await this.#turn
  }

  /** Offers again what has been kept since: another server's word of it may have been lost. */
  async sweep(since: Date): Promise<void> {
    const { rows } = await this.#pool.query<Kept>({ name: 'kept_signals', text: 'SELECT key, name, correlation, payload FROM sent_signal WHERE delivered_to IS NULL AND sent_at >= $1 ORDER BY sent_at', values: [since] })
    for (const signal of rows) await this.#inTurn(() => this.#deliver(signal))
  }

  /** After runs were taken up: what is kept is offered again, and what was on its way to a run that is here now is given to it. */
  async reconcile(): Promise<void> {
    const kept = await this.#prisma.sentSignal.findMany({ where: { deliveredTo: null }, select: KEPT, orderBy: { sentAt: 'asc' } })
    for (const signal of kept) await this.#inTurn(() => this.#deliver(signal))
    const here = new Map([...this.#runs.live()].map((live) => [live.handle.runId, live]))
    const away = Array.from(this.#runs.bedroom.away(), ({ runId }) => runId)
    if (here.size + away.length === 0) return
    const underWay = await this.#prisma.$queryRaw<(Kept & { delivered_to: string })[]>`
      SELECT s.key, s.name, s.correlation, s.payload, s.delivered_to FROM sent_signal s
      WHERE s.delivered_to = ANY(${[...here.keys(), ...away]})
        AND NOT EXISTS (SELECT 1 FROM run_event e WHERE e.run_id = s.delivered_to AND e.type = 'signal.received' AND e.data->>'key' = s.key OFFSET 0)`
    for (const { delivered_to: runId, ...signal } of underWay) {
      const live = here.get(runId)
      if (live) live.handle.signal(asGiven(signal))
      else await this.#runs.give(runId, asGiven(signal))
    }
  }

  async #deliverKept(name: string, correlation: string | null): Promise<void> {
    const signal = await this.#prisma.sentSignal.findFirst({ where: { name, correlation, deliveredTo: null }, orderBy: { sentAt: 'asc' }, select: KEPT })
    if (signal) await this.#deliver(signal)
  }

  async #deliver(signal: Kept): Promise<boolean> {
    for (const live of this.#runs.live()) if (waits(live, signal) && (await this.#give(signal, live))) return true
    const runId = this.#runs.bedroom.waiterOf(signalKey(addressed(signal)))
    return runId !== undefined && this.#handTo(signal, { runId, give: () => this.#runs.giveWaiter(runId, asGiven(signal)) })
  }

  /** To one run alone, which keeps it when it does not wait yet. */
  #hand(signal: Kept, runId: string): Promise<boolean> {
    return this.#handTo(signal, { runId, give: () => this.#runs.give(runId, asGiven(signal)) })
  }

  async #handTo(signal: Kept, { runId, give }: { readonly runId: string; readonly give: () => Promise<boolean> }): Promise<boolean> {
    if (!(await this.#claim(signal.key, runId))) return false
    const given = await give()
    if (!given) await this.#free(signal.key)
    return given
  }

  async #give(signal: Kept, { handle, writer }: Live): Promise<boolean> {
    if (!(await this.#claim(signal.key, handle.runId))) return false
    // it may have been given up meanwhile
    const given = waits({ handle, writer }, signal) && handle.signal(asGiven(signal))
    if (given) void this.#confirm(signal, writer)
    else await this.#free(signal.key)
    return given
  }

  /** A run that another server has taken meanwhile has not got it. */
  async #confirm({ key, name, correlation }: Kept, writer: RunWriter): Promise<void> {
    if (await writer.stored()) return
    await this.#free(key)
    this.#runs.tell({ kind: 'signal', name, correlation })
  }

  /** False when another server was first. */
  async #claim(key: string, runId: string): Promise<boolean> {
    return (await this.#prisma.sentSignal.updateMany({ where: { key, deliveredTo: null }, data: { deliveredTo: runId } })).count === 1
  }

  async #free(key: string): Promise<void> {
    await this.#prisma.sentSignal.updateMany({ where: { key }, data: { deliveredTo: null } })
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act, act)
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}

function waits({ handle, writer }: Live, signal: Kept): boolean {
  return !writer.lost && !writer.released && waiterFor(handle.state, addressed(signal)) !== undefined
}

const KEPT = { key: true, name: true, correlation: true, payload: true } as const

function asGiven(signal: Kept): Signal {
  // a JSON column holds JSON
  return { ...addressed(signal), payload: signal.payload as Json, key: signal.key }
}

function addressed({ name, correlation }: Kept): { readonly name: string; readonly correlation?: string } {
  return correlation === null ? { name } : { name, correlation }
}
