import { Gathered } from '../db/gathered.ts'
import type { Database, Run } from '../db/index.ts'
import { standingOf, type Commit } from './commit-events.ts'
import type { EventStore } from './event-store.ts'
import { stopping } from './hand-over.ts'
import { insertRuns } from './insert-runs.ts'
import { mayOpen } from './may-open.ts'
import { FIRST_FENCE, newRow, type NewRun } from './new-run.ts'
import { firstEvents, type OpenedRun } from './opened-run.ts'
import { runRow } from './run-row.ts'
import type { RunWriter } from './run-writer.ts'

export interface RunStartsOptions {
  readonly db: Database
  readonly store: EventStore
  readonly serverId: string
  /** Has the engine begin it. */
  readonly drive: (next: NewRun, writer: RunWriter) => void
  /** Lets go of what counts for nothing. */
  readonly lose: (writer: RunWriter) => void
  /** A run that is written down could not begin. */
  readonly missed: () => void
  /** Leaves a run that is written down to whoever comes next. */
  readonly leave: (run: Run) => Promise<string>
  /** Runs may do something before their rows are written. */
  readonly mayOpen: () => boolean
  readonly isDraining: () => boolean
  /** Of the events of runs, in milliseconds since the epoch. */
  readonly now: () => number
}

/** A run that is written down, and the same where it had begun before. */
export interface WrittenRun {
  readonly next: NewRun
  readonly startedAt: Date
  readonly opened: OpenedRun | undefined
}

/** Its id; undefined: its key has a run already, or its draft is another by now. */
type Begun = string | undefined

/** The key has a run already. */
export class KeyTaken extends Error {}

/**
 * How runs come to be. Those that are asked for while others are being written are written together, by one statement, with what they have done by then: a
 * run of steps that only reckon is inserted as ended, and one with an effect has one commit before it, for its row and the effect's beginning.
 */
export class RunStarts {
  readonly #options: RunStartsOptions
  readonly #gathered = new Gathered<NewRun, Begun>((runs) => this.#beginAll(runs))

  constructor(options: RunStartsOptions) {
    this.#options = options
  }

  /** The time that runs are started at. */
  now(): number {
    return this.#options.now()
  }

  /** Begins a run whose document and input have been checked. */
  async begin(next: NewRun): Promise<string> {
    const begun = await this.tryBegin(next)
    if (begun === undefined) throw new KeyTaken(`the key ${next.idempotencyKey} has a run already`)
    return begun
  }

  /** The same; undefined where its key has a run already, or the draft that it is of has changed. */
  async tryBegin(next: NewRun): Promise<string | undefined> {
    // a step in flight may start a run, which is begun by whoever comes next
    if (this.#options.isDraining() && next.origin?.how !== 'child') throw stopping()
    return this.#gathered.ask(next)
  }

  /** Begins a run whose row is about to be written, so that what it does at once is written with it; undefined when the row must be there first. */
  open(next: NewRun): OpenedRun | undefined {
    const { store, drive } = this.#options
    if (!this.#options.mayOpen() || !mayOpen(next)) return undefined
    const opened = store.open(next.runId, FIRST_FENCE)
    drive(next, opened.writer)
    return opened
  }

  /** Its row could not be written: the run has not been. */
  discard({ writer }: OpenedRun): void {
    console.error(`The run ${writer.runId} had begun, and could not be written down: it counts for nothing.`)
    this.#options.lose(writer)
  }

  /** Runs are written down, in the hands of this server: those that have begun go on, the others begin. */
  async written(runs: readonly WrittenRun[], { first, took }: { readonly first: Commit; readonly took: number }): Promise<void> {
    const { store, serverId } = this.#options
    const open = runs.flatMap(({ next, startedAt, opened }) => (opened ? [{ next, startedAt, opened }] : []))
    const rows = () => open.map(({ next, startedAt, opened }) => runRow({ ...newRow(next, serverId), startedAt, ...standingOf(opened.writer.state()) }))
    if (open.length > 0) store.opened(open.map(({ opened }) => opened), { first, took, rows })
    for (const { next, startedAt, opened } of runs) if (!opened) await this.#launch(next, { ...newRow(next, serverId), startedAt })
  }

  /** What cannot begin now is written down, and the self-check finds it. */
  async #launch(next: NewRun, run: Run): Promise<void> {
    const { store, drive, leave, missed, isDraining } = this.#options
    store.announce(runRow(run))
    try {
      if (isDraining()) await leave(run)
      else drive(next, store.journal(run.id, run.fence))
    } catch (error) {
      missed()
      console.error(`The run ${run.id} is written down, and could not begin: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  /** One whose key may be taken does nothing before that is known. */
  async #beginAll(runs: readonly NewRun[]): Promise<readonly Begun[]> {
    const { db, serverId } = this.#options
    const opened = new Map<string, OpenedRun>()
    try {
      for (const next of runs) {
        const run = next.idempotencyKey === null ? this.open(next) : undefined
        if (run) opened.set(next.runId, run)
      }
      const first = firstEvents([...opened.values()])
      const { started, took } = await insertRuns(db, { runs, serverId, now: new Date(this.now()), first })
      const begun = runs.flatMap((next) => {
        const startedAt = started.get(next.runId)
        return startedAt ? [{ next, startedAt, opened: opened.get(next.runId) }] : []
      })
      // begun by a draft that has changed meanwhile
      for (const [runId, run] of opened) if (!started.has(runId)) this.#options.lose(run.writer)
      opened.clear()
      await this.written(begun, { first, took })
      return runs.map(({ runId }) => (started.has(runId) ? runId : undefined))
    } catch (error) {
      for (const run of opened.values()) this.discard(run)
      throw error
    }
  }
}
