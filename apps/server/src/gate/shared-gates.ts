import { setTimeout as sleep } from 'node:timers/promises'
import { createGates, gateOwner, gateOwnersOf, mostInside, noLongerWaits, rateSettings, tooSoon, type Clock, type GateAnswer, type GateRequest, type Gates, type LastingGates, type RunHandle } from '@eddy/engine'
import type { Bus } from '../cluster/bus.ts'
import type { Lease } from '../cluster/run-leases.ts'
import { isUnfit } from '../db/database-trouble.ts'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import type { Standing } from '../queue/standing.ts'
import type { RunWriter } from '../run/run-writer.ts'
import type { Comer, Line, LineOptions, Place } from './line.ts'
import { OwnLine } from './own-line.ts'
import { StoredLine } from './stored-line.ts'
import { StoredRates } from './stored-rates.ts'
import { Turn } from './turn.ts'
import { gateId } from './under-locks.ts'

export interface SharedGatesOptions {
  readonly db: Database
  readonly bus: Bus
  readonly serverId: string
  readonly clock: Clock
  /** No other process has the database. */
  readonly alone: boolean
  /** Between two looks of a server where somebody waits, in case nobody has said that it is their turn. Milliseconds. */
  readonly lookMs: number
}

/** The run that comes, and whether what it has done is stored. */
export type Coming = Pick<RunWriter, 'runId' | 'fence' | 'lost' | 'stored'>

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 5000
const LAST_WORDS_MS = 1000
/** Characters of a key that are shown. */
const LONGEST_KEY = 500
const GIVEN_UP = Symbol('given up')
const ENTERED: GateAnswer = { kind: 'entered', leave: () => undefined }

interface Waiting {
  readonly who: Comer
  readonly turn: Turn
  readonly run: Coming
}

/**
 * Locks, claims, concurrency keys and rate limits that hold over all servers on the database, and over restarts; circuit breakers and caches are each server's own.
 *
 * 1. A run is inside from before the event that says so until after the one that ends it is stored, whichever servers it goes through meanwhile.
 * 2. Only the server that has the run in hand goes in or leaves for it.
 * 3. NOTIFY hurries whoever is let in; the rows are the truth, and are looked at now and then while somebody waits.
 */
export class SharedGates {
  readonly #options: SharedGatesOptions
  readonly #own: Gates
  readonly #line: Line
  readonly #rates: StoredRates
  /** By gate, owner and fence. */
  readonly #turns = new Map<string, Turn>()
  /** Those that are not inside, by their tickets. */
  readonly #waiting = new Map<string, Waiting>()
  /** Whoever comes back to a gate comes after those who wait there. */
  readonly #leaving = new Map<string, Promise<void>>()
  #looking: NodeJS.Timeout | undefined
  #lettingGo = false
  #closed = false

  constructor(options: SharedGatesOptions) {
    const { db, bus, serverId, clock, alone } = options
    this.#options = options
    this.#own = createGates({ clock })
    this.#rates = new StoredRates(db, { alone })
    const line: LineOptions = { db, serverId, onAdmitted: ({ ticket, serverId: of }) => (of === serverId ? this.#admitted(ticket) : bus.tell({ kind: 'admitted', ticket })) }
    this.#line = alone ? new OwnLine(line) : new StoredLine(line)
    bus.listen((message) => {
      if (message?.kind === 'admitted') this.#admitted(message.ticket)
      // a message may have been missed; one that stood in line before others may be gone
      else if (message === undefined || message.kind === 'left') void this.#look()
    })
  }

  /** The gates as a run comes to them. */
  of(run: Coming): LastingGates {
    return { enter: (request) => this.#enter(request, run), settle: (owners) => void this.#settleOne(run, owners) }
  }

  /** What needs no run: for limits of requests. */
  readonly ofRequests: Gates = { enter: (request) => (request.kind === 'rate' ? this.#enterRate(request) : this.#own.enter(request)) }

  /** What runs that have been taken up hold by their rows, and no longer by their logs, is free; also of those that could not be taken up. */
  settle(leases: readonly Lease[], handles: readonly RunHandle[]): void {
    this.#settle(leases, handles.flatMap(gateOwnersOf))
  }

  /** Which of these runs wait for their turn under a key before they begin, wherever they are. */
  async standings(runIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    const rows = runIds.length === 0 ? [] : await this.#line.standings(runIds)
    return new Map(rows.map(({ runId, heldBy, ...rest }) => [runId, { what: 'key', ...rest, ...(heldBy === null ? {} : { heldBy }) }]))
  }

  /** Forgets what counts for nothing any more. */
  async sweep(): Promise<void> {
    await this.#line.sweep()
    await this.#rates.sweep()
  }

  /** The runs of this server go to others: who waits keeps its place in line for when it comes there. */
  letGo(): void {
    this.#lettingGo = true
  }

  /** Asks nothing more, once what has ended is left; what is held is held by the runs, for whoever takes them up. */
  async close(): Promise<void> {
    this.#lettingGo = true
    clearTimeout(this.#looking)
    await Promise.race([Promise.all(this.#leaving.values()), sleep(LAST_WORDS_MS, undefined, { ref: false })])
    this.#closed = true
  }

  /** What it no longer holds is free once it is stored that it does not. */
  async #settleOne(run: Coming, owners: readonly string[]): Promise<void> {
    if (await run.stored()) this.#settle([run], owners)
  }

  #settle(runs: readonly Lease[], owners: readonly string[]): void {
    this.#again(() => this.#line.settle({ runs, owners })).catch((error: unknown) => console.error(`What runs no longer hold could not be let go of: ${String(error)}`))
  }

  #enter(request: GateRequest, run: Coming): GateAnswer | Promise<GateAnswer> {
    switch (request.kind) {
      case 'lock':
        return this.#enterLine({ ...request, settings: { ...request.settings, limit: 1 } }, run)
      case 'claim':
        // a run has it as a whole; another is told at once that it is taken
        return this.#enterLine({ ...request, owner: gateOwner(request), settings: { wait: 'PT0S', ...request.settings, limit: 1 } }, run)
      case 'concurrency':
        return this.#enterLine(request, run)
      case 'rate':
        return this.#enterRate(request)
      case 'breaker':
      case 'cache':
        return this.#own.enter(request)
    }
  }

  async #enterRate(request: GateRequest): Promise<GateAnswer> {
    const { clock } = this.#options
    const settings = rateSettings(request.settings)
    const until = clock.now() + settings.waitMs
    const late = () => Math.max(0, until - clock.now())
    const answer = await this.#again(() => this.#rates.ask({ gate: gateId(request), ...settings, waitMs: late() }), { isWanted: () => !request.signal.aborted && clock.now() <= until })
    if (answer === GIVEN_UP) return { kind: 'refused', error: request.signal.aborted ? noLongerWaits('RATE_LIMITED', request) : { code: 'RATE_LIMITED', message: `nobody could say whether "${request.name}" takes another call: the database does not answer`, retryable: true } }
    if (answer.refused) return { kind: 'refused', error: tooSoon(request, settings, answer.delayMs) }
    if (answer.delayMs === 0) return ENTERED
    const at = clock.now() + answer.delayMs
    request.onWait?.({ until: Math.ceil(at) })
    return new Promise((resolve) => {
      const cancel = clock.at(at, () => resolve(ENTERED))
      request.signal.addEventListener('abort', () => {
        cancel()
        resolve({ kind: 'refused', error: noLongerWaits('RATE_LIMITED', request) })
      })
    })
  }

  async #enterLine(request: GateRequest, run: Coming): Promise<GateAnswer> {
    const gate = gateId(request)
    const id = `${gate} ${run.fence} ${request.owner}`
    for (let leaving = this.#leaving.get(id); leaving !== undefined; leaving = this.#leaving.get(id)) await leaving
    const turn = this.#turns.get(id) ?? this.#begin(id, { run, who: { gate, owner: request.owner, runId: run.runId, fence: run.fence, ticket: newId(), most: mostInside(request.settings), key: keyText(request) } })
    return turn.join(request, () => this.#lettingGo || run.lost)
  }

  #begin(id: string, { who, run }: { readonly who: Comer; readonly run: Coming }): Turn {
    const turn = new Turn({
      clock: this.#options.clock,
      onEmpty: (kept) => {
        this.#turns.delete(id)
        this.#waiting.delete(who.ticket)
        if (!kept) this.#leaving.set(id, this.#leave(who, run, asked).finally(() => this.#leaving.delete(id)))
      },
    })
    this.#turns.set(id, turn)
    this.#waiting.set(who.ticket, { who, turn, run })
    const asked = this.#ask(who, turn).catch((error: unknown) => turn.refuse(`the database does not take it: ${error instanceof Error ? error.message : String(error)}`))
    return turn
  }

  async #ask(who: Comer, turn: Turn): Promise<void> {
    const place = await this.#again(() => this.#line.come(who), { onAway: () => turn.stall(), isWanted: () => turn.state !== 'over' })
    if (place === GIVEN_UP || turn.state === 'over') return
    if (place === undefined) turn.refuse('another server has the run in hand')
    else this.#told(who.ticket, turn, place)
  }

  async #leave(who: Comer, run: Coming, asked: Promise<void>): Promise<void> {
    // what was asked first comes first
    await asked
    // the event that ends it is appended in this turn of the loop
    await new Promise((next) => setImmediate(next))
    if (await run.stored()) await this.#again(() => this.#line.leave(who))
  }

  #told(ticket: string, turn: Turn, place: NonNullable<Place>): void {
    if (place.inside) return this.#admitted(ticket)
    turn.stand({ ahead: place.ahead, ...(place.heldBy === undefined ? {} : { heldBy: place.heldBy }) })
    this.#lookLater()
  }

  #admitted(ticket: string): void {
    const waiting = this.#waiting.get(ticket)
    this.#waiting.delete(ticket)
    waiting?.turn.goIn()
  }

  /** Where nobody waits, nothing is looked at. */
  #lookLater(): void {
    if (this.#waiting.size > 0 && !this.#lettingGo) this.#looking ??= setTimeout(() => void this.#look(), this.#options.lookMs).unref()
  }

  async #look(): Promise<void> {
    clearTimeout(this.#looking)
    this.#looking = undefined
    await Promise.all([...this.#waiting].map(([ticket, waiting]) => this.#lookAt(ticket, waiting)))
    this.#lookLater()
  }

  /** What cannot be asked now is asked the next time. */
  async #lookAt(ticket: string, { who, turn, run }: Waiting): Promise<void> {
    if (turn.state !== 'waiting') return
    try {
      // a row that is gone while its run is still this server's was swept away, and is written again
      const place = (await this.#line.look(who)) ?? (run.lost ? undefined : await this.#line.come(who))
      if (place?.inside) this.#admitted(ticket)
    } catch {
      return
    }
  }

  /** Asks until it is answered, or no longer wanted. What the database can never take is thrown. */
  async #again<T>(ask: () => Promise<T>, { onAway, isWanted = () => true }: { readonly onAway?: () => void; readonly isWanted?: () => boolean } = {}): Promise<T | typeof GIVEN_UP> {
    for (let delay = FIRST_RETRY_MS; isWanted() && !this.#closed; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      try {
        return await ask()
      } catch (error) {
        if (isUnfit(error)) throw error
        onAway?.()
        console.error(`The database could not be asked about a lock or a limit; trying again in ${delay} ms: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(delay, undefined, { ref: false })
      }
    }
    return GIVEN_UP
  }
}

function keyText({ key, name }: GateRequest): string {
  const text = key === null ? name : typeof key === 'string' ? key : JSON.stringify(key)
  return text.slice(0, LONGEST_KEY)
}
