import type { Evaluator } from '@eddy/engine'
import { databaseTrouble } from '../db/database-trouble.ts'
import type { Database, TriggerFiring } from '../db/index.ts'
import { Feed } from '../run/feed.ts'
import { serverTime } from '../run/server-time.ts'
import type { RunHost } from '../run/run-host.ts'
import type { SecretStore } from '../secret/secret-store.ts'
import { claimDue, LEASE_MS, type NewFiring } from './claim-firings.ts'
import { PUT_BACK_MS, reckonAnew } from './clock-put-back.ts'
import { FileArrivals } from './file-arrivals.ts'
import { FiringDesk } from './firing-desk.ts'
import { FiringIntake } from './firing-intake.ts'
import { KnownWebhooks } from './known-webhooks.ts'
import { planDue } from './plan-due.ts'
import { pruneFirings } from './prune-firings.ts'
import { dueTriggers, pendingOf, watchingTriggers, type Scheduled } from './stored-triggers.ts'
import type { TriggerRecord } from './trigger-record.ts'
import { newArrivals, SETTLED_MS } from './new-arrivals.ts'

export interface TriggerHostOptions {
  readonly db: Database
  readonly runs: RunHost
  readonly evaluator: Evaluator
  readonly secrets?: SecretStore
  /** The folder whose files can start runs. */
  readonly workspace?: string
  readonly now?: () => number
}

export interface TriggerChange {
  readonly triggerId: string
}

/** How often due times are looked for, and how often the rest: what other servers have made happen is found by that. */
const TICK_MS = 1000
const LOOK_EVERY = 3
const PRUNE_EVERY = 3600
/** Runs that end in a burst are looked for once. */
const HEARD_MS = 50
const ALL = ''
const AT_ONCE = 200
/** Fewer than a server has connections to its database. */
const FIRING_AT_ONCE = 8

/**
 * Fires triggers. All that it knows is in the database, and every pass can be repeated: whatever a server leaves half done, the next pass
 * of any server finds. (1) a due time is claimed by moving it on; (2) a firing is written once for its key; (3) its id is the key of its
 * run. So a crash anywhere between costs a delay and never a second run.
 */
export class TriggerHost {
  readonly options: TriggerHostOptions
  readonly desk: FiringDesk
  readonly intake: FiringIntake
  readonly webhooks: KnownWebhooks
  readonly now: () => number
  readonly #changes = new Feed<TriggerChange>()
  readonly #files: FileArrivals | undefined
  readonly #ending = new AbortController()
  /** Whether any trigger waited for something to happen at the last look. */
  #isWatching = false
  /** Workflows whose runs others wait for. */
  #watched: ReadonlySet<string> = new Set()
  /** Triggers that have something waiting until an earlier run has ended. */
  #queued: ReadonlySet<string> = new Set()
  /** The latest that the clock has said; at first it is not known whether it was ahead before. */
  #latest = Infinity
  #timer: NodeJS.Timeout | undefined
  #heard: NodeJS.Timeout | undefined
  #ticks = 0
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: TriggerHostOptions) {
    this.options = options
    this.now = options.now ?? serverTime.now
    this.#files = options.workspace === undefined ? undefined : new FileArrivals(options.workspace)
    const { db, runs, evaluator } = options
    const firing = { db, runs, evaluator, now: this.now, changed: (change: TriggerChange) => this.changed(change) }
    this.desk = new FiringDesk({ ...firing, waits: (triggerId) => this.#wait(triggerId) })
    this.intake = new FiringIntake(firing)
    this.webhooks = new KnownWebhooks(db, runs.preparing.secrets)
  }

  /** Begins to fire. What the last process has left half done goes on first. */
  async start(): Promise<void> {
    // nobody else can work on an embedded database
    if (this.options.db.kind === 'embedded') await this.options.db.prisma.triggerFiring.updateMany({ where: { state: { in: ['claimed', 'starting'] } }, data: { leaseUntil: new Date(0) } })
    await this.pass({ all: true })
    this.#next()
    void this.#listen()
  }

  changed(change: TriggerChange): void {
    this.#changes.publish(ALL, [change])
  }

  /** What has been made, changed, fired or removed. */
  changes(signal: AbortSignal): { next(): Promise<readonly TriggerChange[]> } {
    return this.#changes.listen(ALL, signal)
  }

  /** One look at everything; never two at a time. `all`: also at what is looked at less often. */
  pass({ all }: { readonly all: boolean }): Promise<void> {
    const mine = this.#turn.then(() => this.#pass(all))
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** Writes down what has arrived at a trigger, and starts what is new of it, in the order in which it has arrived. */
  async fire(trigger: TriggerRecord, firings: readonly NewFiring[]): Promise<void> {
    const taken = await Promise.all(firings.map((firing) => this.intake.take({ trigger, firing })))
    await this.#start(taken.flatMap((one) => (one !== 'changed' && one?.state === 'claimed' ? [one.id] : [])))
  }

  async close(): Promise<void> {
    this.#ending.abort()
    clearTimeout(this.#timer)
    clearTimeout(this.#heard)
    await this.#turn
  }

  #next(): void {
    if (this.#ending.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#ticks++
      this.pass({ all: this.#ticks % LOOK_EVERY === 0 })
        .then(() => (this.#ticks % PRUNE_EVERY === 0 ? pruneFirings(this.options.db, new Date(this.now())) : undefined))
        // the database is away: what is due stays due
        .catch((error: unknown) => console.error(`Triggers could not be looked at and are tried again: ${error instanceof Error ? error.message : String(error)}`))
        .finally(() => this.#next())
    }, TICK_MS).unref()
  }

  /** What ends on this server is not left waiting for the next look. */
  async #listen(): Promise<void> {
    const ended = this.options.runs.store.changes(this.#ending.signal)
    while (!this.#ending.signal.aborted) {
      const rows = await ended.next()
      if (rows.some(({ endedAt, workflowId, trigger }) => endedAt !== null && ((trigger !== null && this.#queued.has(trigger.id)) || (workflowId !== null && this.#watched.has(workflowId))))) this.heard()
    }
  }

  #wait(triggerId: string): void {
    this.#queued = new Set([...this.#queued, triggerId])
    // the earlier run may have ended before this was known
    this.heard()
  }

  /** Something may have happened that a trigger waits for. */
  heard(): void {
    if (this.#ending.signal.aborted) return
    this.#heard ??= setTimeout(() => {
      this.#heard = undefined
      this.pass({ all: true }).catch((error: unknown) => console.error(`Triggers could not be looked at: ${String(error)}`))
    }, HEARD_MS).unref()
  }

  async #pass(all: boolean): Promise<void> {
    const now = new Date(this.now())
    await this.#heedClock(now)
    const { due, lapsed, watching, waiting } = await pendingOf(this.options.db, now)
    if (due) await this.#fireAllDue(now)
    if (lapsed) await this.#takeOver()
    if (!all) return
    if (watching || this.#isWatching) await this.#lookAtWatching()
    this.#isWatching = watching
    // what was just done may have let one go
    if (waiting || due || lapsed || watching || this.#queued.size > 0) await this.#letWaitingGo()
  }

  async #heedClock(now: Date): Promise<void> {
    const isPutBack = now.getTime() < this.#latest - PUT_BACK_MS
    if (isPutBack && (await reckonAnew(this.options.db, now)) > 0) console.warn('Schedules had come to times that are still to come by the clock of this server: it was ahead and has been put back, or that of another server is ahead. They reckon from now on, and what has fired does not fire again.')
    this.#latest = now.getTime()
  }

  async #fireAllDue(now: Date): Promise<void> {
    const due = (await dueTriggers(this.options.db, now, AT_ONCE)).values()
    // many are due at midnight; what one trigger fires stays in its order
    await Promise.all(Array.from({ length: FIRING_AT_ONCE }, async () => {
      for (const one of due) await this.#tryDue(one)
    }))
  }

  async #lookAtWatching(): Promise<void> {
    const watching = await watchingTriggers(this.options.db)
    this.#watched = new Set(watching.flatMap(({ config }) => (config.kind === 'run' ? [config.workflowId] : [])))
    this.#files?.forget(new Set(watching.map(({ id }) => id)))
    for (const trigger of watching) await this.#look(trigger)
  }

  /** One that cannot be reckoned with must not keep those behind it from firing. */
  async #tryDue(due: Scheduled): Promise<void> {
    const { trigger } = due
    try {
      refuseFault(trigger)
      await this.#fireDue(due)
      if (trigger.trouble !== null) await this.options.db.prisma.trigger.updateMany({ where: { id: trigger.id }, data: { trouble: null } })
    } catch (error) {
      await this.#noteTrouble(trigger, error)
    }
  }

  async #fireDue({ trigger, config, nextAt }: Scheduled): Promise<void> {
    const now = new Date(this.now())
    const { fire, missed, next } = planDue(config, { nextAt, now })
    const at = now.toISOString()
    const zone = config.when.every === 'cron' ? config.when.zone : 'UTC'
    const due = (time: Date) => ({ key: time.toISOString(), dueAt: time, event: { dueAt: time.toISOString(), zone, at } })
    const given: readonly NewFiring[] = missed ? [{ ...due(missed.from), key: `missed/${missed.from.toISOString()}`, state: 'skipped', reason: missedWords(missed) }] : []
    const ids = await claimDue(this.options.db, { triggerId: trigger.id, revision: trigger.revision, nextAt, next, now, firings: [...given, ...fire.map(due)] })
    if (given.length > 0) this.changed({ triggerId: trigger.id })
    await this.#start(ids)
  }

  async #look(trigger: TriggerRecord): Promise<void> {
    const { db, runs } = this.options
    const now = this.now()
    try {
      refuseFault(trigger)
      const { firings, seenUntil } = await newArrivals({ db, store: runs.store, files: this.#files }, trigger, now)
      await this.fire(trigger, firings)
      const moved = seenUntil !== null && seenUntil.getTime() - (trigger.seenUntil?.getTime() ?? 0) > SETTLED_MS / 5
      if (moved || trigger.trouble !== null) await db.prisma.trigger.updateMany({ where: { id: trigger.id }, data: { trouble: null, ...(moved ? { seenUntil } : {}) } })
    } catch (error) {
      await this.#noteTrouble(trigger, error)
    }
  }

  /** The database's own trouble is nothing of the trigger's, and ends the pass. */
  async #noteTrouble(trigger: TriggerRecord, error: unknown): Promise<void> {
    if (databaseTrouble(error)) throw error
    const trouble = error instanceof Error ? error.message : String(error)
    if (trouble === trigger.trouble) return
    await this.options.db.prisma.trigger.updateMany({ where: { id: trigger.id }, data: { trouble } })
    this.changed({ triggerId: trigger.id })
  }

  /** What was claimed by a server that is gone, or could not be started at once. */
  async #takeOver(): Promise<void> {
    const { prisma } = this.options.db
    const now = new Date(this.now())
    const left = await prisma.triggerFiring.findMany({ where: { state: { in: ['claimed', 'starting'] }, leaseUntil: { lt: now } }, select: { id: true, leaseUntil: true }, orderBy: { at: 'asc' }, take: AT_ONCE })
    for (const { id, leaseUntil } of left) {
      const { count } = await prisma.triggerFiring.updateMany({ where: { id, leaseUntil }, data: { leaseUntil: new Date(now.getTime() + LEASE_MS), attempts: { increment: 1 } } })
      if (count === 1) await this.desk.start(id)
    }
  }

  /** The first that waits of each trigger, when nothing is ahead of it any more. */
  async #letWaitingGo(): Promise<void> {
    const first = await this.options.db.prisma.$queryRaw<{ id: string; trigger_id: string }[]>`
      SELECT DISTINCT ON (f.trigger_id) f.id, f.trigger_id FROM trigger_firing f JOIN trigger t ON t.id = f.trigger_id AND t.enabled WHERE f.state = 'waiting' ORDER BY f.trigger_id, f.at, f.id`
    this.#queued = new Set(first.map(({ trigger_id }) => trigger_id))
    for (const { id } of first) await this.desk.start(id)
  }

  async #start(ids: readonly string[]): Promise<readonly (TriggerFiring | null)[]> {
    const started: (TriggerFiring | null)[] = []
    // one after the other: in the order in which they were due
    for (const id of ids) if (!this.#ending.signal.aborted) started.push(await this.desk.start(id))
    return started
  }
}

function refuseFault({ fault }: TriggerRecord): void {
  if (fault !== null) throw new Error(`Its settings can no longer be used: ${fault}. Change it.`)
}

function missedWords({ from, to }: { readonly from: Date; readonly to: Date }): string {
  return from.getTime() === to.getTime() ? 'It was missed: no server was there at the time.' : `Due times up to ${to.toISOString()} were missed: no server was there at the time.`
}
