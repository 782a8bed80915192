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

interface Address {
  readonly name: string
  readonly correlation: string | null
}

interface Kept extends Address {
  readonly key: string
  readonly payload: unknown
}

/** Addresses of which something has been kept since $1, oldest first. */
const KEPT_SINCE = 'SELECT name, correlation FROM sent_signal WHERE delivered_to IS NULL AND sent_at >= $1 GROUP BY name, correlation ORDER BY min(sent_at)'

/** Those of the addresses in $1 of which something is kept, oldest first: each looked up by itself, since what nobody waits for may be much more. */
const KEPT_FOR = `SELECT name, correlation FROM json_to_recordset($1::json) AS a(name text, correlation text)
  CROSS JOIN LATERAL (
    SELECT min(s.sent_at) AS first FROM sent_signal s WHERE s.delivered_to IS NULL AND s.name = a.name AND s.correlation = a.correlation
    UNION ALL SELECT min(s.sent_at) FROM sent_signal s WHERE a.correlation IS NULL AND s.delivered_to IS NULL AND s.name = a.name AND s.correlation IS NULL) k
  WHERE k.first IS NOT NULL ORDER BY k.first`
/** Addresses that are looked up by one query. */
const AT_ONCE = 1000

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
  offer({ name, correlation }: Address): void {
    void this.#inTurn(() => this.#deliverKept({ name, correlation })).catch((error: unknown) => console.error(`A kept signal "${name}" could not be read: ${String(error)}`))
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
    const { rows } = await this.#pool.query<Address>({ name: 'kept_since', text: KEPT_SINCE, values: [since] })
    if (rows.length === 0) return
    const awaited = this.#awaited()
    for (const address of rows) if (awaited.has(signalKey(addressed(address)))) await this.#deliverAllKept(address)
  }

  /** After runs were taken up: what is kept is offered again, and what was on its way to a run that is here now is given to it. */
  async reconcile(): Promise<void> {
    const awaited = Array.from(this.#awaited(), addressOf)
    for (let at = 0; at < awaited.length; at += AT_ONCE) {
      const { rows } = await this.#pool.query<Address>({ name: 'kept_for', text: KEPT_FOR, values: [JSON.stringify(awaited.slice(at, at + AT_ONCE))] })
      for (const address of rows) await this.#deliverAllKept(address)
    }
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

  /** What the runs of this server wait for, as `signalKey` has it. */
  #awaited(): ReadonlySet<string> {
    const awaited = new Set<string>()
    for (const { handle } of this.#runs.live()) for (const key of handle.state.waiters.keys()) awaited.add(key)
    for (const { waits } of this.#runs.bedroom.away()) for (const key of waits) awaited.add(key)
    return awaited
  }

  /** As long as somebody here waits for one. */
  async #deliverAllKept(address: Address): Promise<void> {
    while (await this.#inTurn(() => this.#deliverKept(address)));
  }

  /** The oldest; false where there is none or nobody waits for it. */
  async #deliverKept({ name, correlation }: Address): Promise<boolean> {
    const signal = await this.#prisma.sentSignal.findFirst({ where: { name, correlation, deliveredTo: null }, orderBy: { sentAt: 'asc' }, select: KEPT })
    return signal !== null && this.#deliver(signal)
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

/** What `signalKey` has made of it. */
function addressOf(key: string): Address {
  const [name, correlation] = JSON.parse(key) as [string, string | null]
  return { name, correlation }
}

function addressed({ name, correlation }: Address): { readonly name: string; readonly correlation?: string } {
  return correlation === null ? { name } : { name, correlation }
}
