import { isFinal, type Middleware, type WatchedRun } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { serverTime } from '../run/server-time.ts'
import { ahead, type Standing } from './standing.ts'
import { shareOut, type Waiting } from './share-out.ts'
import { StoredPlaces } from './stored-places.ts'

export interface QueueLimits {
  /** Runs under way on this server. */
  readonly ofServer: number
  /** Runs of one workflow under way on all servers together. */
  readonly ofWorkflow: number
  /** By workflow: how much of the places it has a right to beside the others. */
  readonly weights?: ReadonlyMap<string, number> | undefined
}

export interface QueueOptions {
  readonly db: Database
  readonly limits: QueueLimits
  readonly now?: () => number
}

/** Longer than any pause of a process that lives: after that, its places are free. */
export const LEASE_MS = 30_000

/**
 * Lets only so many runs be under way. A run waits before its first event, so that nothing of it is lost when its server dies: it is
 * started anew and waits again. What has begun keeps its place until it is over or halts, also while it waits for a timer or a person; a
 * run that was taken up after a crash, or resumed, has its place at once, even over the limit.
 */
export class RunQueue {
  readonly host = newId()
  readonly #limits: QueueLimits
  readonly #places: StoredPlaces
  readonly #now: () => number
  readonly #waiting = new Map<string, Waiting & { readonly go: () => void }>()
  /** Runs that are being written down, and whether they were let go meanwhile. */
  readonly #entering = new Map<string, boolean>()
  /** Workflow by run. */
  readonly #placed = new Map<string, string>()
  /** Runs under way by workflow over all servers, as of when this one last asked for a place for a run of it. */
  readonly #overAll = new Map<string, number>()
  readonly #turns = new Map<string, number>()
  #turn = 0
  /** Of this turn of the event loop. */
  #ordered: readonly Waiting[] | undefined
  #pumping: Promise<void> | undefined
  #again = false
  #heart: NodeJS.Timeout | undefined

  constructor({ db, limits, now = serverTime.now }: QueueOptions) {
    this.#limits = limits
    this.#now = now
    this.#places = new StoredPlaces(db, this.host)
    this.#heart = setInterval(() => void this.beat().catch((error: unknown) => console.error(`The leases of runs could not be renewed: ${String(error)}`)), LEASE_MS / 3).unref()
  }

  readonly middleware: Middleware = {
    name: 'queue',
    init: async (run) => {
      run.waitingToStart?.addEventListener('abort', () => this.letGo(run.runId))
      if (run.waitingToStart?.aborted !== true) await this.#enter(run)
      return undefined
    },
    event: (event, run) => {
      // what goes on after a crash or a halt has not come through the door
      if (!this.#placed.has(run.runId) && event.type !== 'run.started') this.keep(run.runId, run)
      if (!ENDING.has(event.type)) return
      // the event is told before the run's state is what it makes of it
      setImmediate(() => {
        if (isFinal(run.status) || run.status === 'halted') this.#leave(run.runId)
      })
    },
  }

  /** Whether a run waits here for its turn. */
  has(runId: string): boolean {
    return this.#waiting.has(runId) || this.#entering.has(runId)
  }

  /** What a run waits for; null when it has its place, or is not here. */
  standing(runId: string): Standing | null {
    const run = this.#waiting.get(runId)
    if (!run) return null
    const ofWorkflow = Math.max(this.#counts().get(run.workflow) ?? 0, this.#overAll.get(run.workflow) ?? 0)
    const full = this.#placed.size >= this.#limits.ofServer
    const order = this.#order()
    return full ? { what: 'place', underWay: this.#placed.size, most: this.#limits.ofServer, ahead: ahead(order, runId) } : { what: 'workflow', underWay: ofWorkflow, most: this.#limits.ofWorkflow, ahead: ahead(order.filter(({ workflow }) => workflow === run.workflow), runId) }
  }

  /** All that wait, in the order in which they go. A page of a list asks for each of its runs in one turn, and nothing changes in that. */
  #order(): readonly Waiting[] {
    if (this.#ordered === undefined) setImmediate(() => (this.#ordered = undefined))
    this.#ordered ??= shareOut({ waiting: this.#waiting.values(), underWay: this.#counts(), turns: this.#turns, weights: this.#limits.weights, mostOfWorkflow: Infinity, free: this.#waiting.size, now: this.#now() })
    return this.#ordered
  }

  /** A run that is cancelled while it waits, or has waited too long, needs no place to end. */
  letGo(runId: string): void {
    if (this.#entering.has(runId)) this.#entering.set(runId, true)
    const run = this.#waiting.get(runId)
    this.#waiting.delete(runId)
    run?.go()
  }

  /** A run that has begun before: taken up after a crash, or going on after a halt. It has its place. */
  keep(runId: string, { plan, status }: Pick<WatchedRun, 'plan' | 'status'>): void {
    if (isFinal(status) || status === 'halted') return
    this.#placed.set(runId, plan.name)
    this.#places.keep({ runId, workflow: plan.name, at: new Date(this.#now()), leaseMs: LEASE_MS })
  }

  /** Says that this server lives, forgets those that do not, and looks whether they have left room. */
  async beat(): Promise<void> {
    await this.#places.renew(new Date(this.#now()), LEASE_MS)
    await this.#pump()
  }

  async close(): Promise<void> {
    clearInterval(this.#heart)
    this.#waiting.clear()
    await this.#pumping
    // its runs are free to be counted elsewhere at once
    await this.#places.forget()
  }

  async #enter(run: WatchedRun): Promise<void> {
    const { runId } = run
    const enteredAt = this.#now()
    this.#entering.set(runId, false)
    const priority = await this.#places.enter({ runId, workflow: run.plan.name, at: new Date(enteredAt), leaseMs: LEASE_MS }).catch((error: unknown) => {
      this.#entering.delete(runId)
      throw error
    })
    const letGo = this.#entering.get(runId) === true
    this.#entering.delete(runId)
    if (letGo) return
    await new Promise<void>((go) => {
      this.#waiting.set(runId, { runId, workflow: run.plan.name, priority, enteredAt, go })
      void this.#pump()
    })
  }

  #leave(runId: string): void {
    this.#placed.delete(runId)
    const written = this.#places.leave(runId)
    // how many of a workflow are under way is counted in the database: until this is written, its place is taken there
    if (this.#limits.ofWorkflow !== Infinity) void written.then(() => this.#pump())
    void this.#pump()
  }

  #counts(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const workflow of this.#placed.values()) counts.set(workflow, (counts.get(workflow) ?? 0) + 1)
    return counts
  }

  /** Gives the free places; asked for again meanwhile, it looks once more. */
  #pump(): Promise<void> {
    this.#again = true
    this.#pumping ??= this.#give().finally(() => {
      this.#pumping = undefined
    })
    return this.#pumping
  }

  async #give(): Promise<void> {
    while (this.#again) {
      this.#again = false
      const free = this.#limits.ofServer - this.#placed.size
      if (free <= 0 || this.#waiting.size === 0) continue
      const chosen = shareOut({ waiting: this.#waiting.values(), underWay: this.#counts(), turns: this.#turns, weights: this.#limits.weights, mostOfWorkflow: this.#limits.ofWorkflow, free, now: this.#now() })
      if (chosen.length === 0) continue
      try {
        // who is over the limit of its workflow because of other servers stays where it is
        const { placed, underWay } = await this.#places.place(chosen, { now: new Date(this.#now()), mostOfWorkflow: this.#limits.ofWorkflow })
        for (const [workflow, count] of underWay) this.#overAll.set(workflow, count)
        for (const runId of placed) this.#start(runId)
      } catch (error) {
        console.error(`Waiting runs could not be given places and are tried again: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  }

  #start(runId: string): void {
    const run = this.#waiting.get(runId)
    if (!run) {
      void this.#places.leave(runId)
      return
    }
    this.#waiting.delete(runId)
    this.#placed.set(runId, run.workflow)
    this.#turns.set(run.workflow, ++this.#turn)
    run.go()
  }
}

const ENDING: ReadonlySet<string> = new Set(['run.succeeded', 'run.failed', 'run.cancelled', 'run.halted', 'rollback.completed', 'run.started'])
