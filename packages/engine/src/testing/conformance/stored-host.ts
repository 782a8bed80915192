import { recoverRun } from '../../host/recover-run.ts'
import type { RunHandle, RunResult } from '../../host/run-handle.ts'
import { startRun } from '../../host/start-run.ts'
import { systemClock } from '../../host/system-clock.ts'
import type { RunEvent } from '../../event/event.ts'
import type { Clock, Journal } from '../../port/ports.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RunState } from '../../state/run-state.ts'
import type { TakenUp } from '../through-snapshot.ts'
import { casePlan, processPorts } from './case-process.ts'
import type { ConformanceCase } from './conformance-case.ts'
import type { ConformanceHost, HostedOptions, HostedRun } from './conformance-host.ts'

/** Where the events of one run of a host are kept. */
export interface RunStorage {
  /** A journal for the next process; `events` are those that earlier ones have stored. `stateOf`: the live state of the run. */
  journal(events: readonly RunEvent[], stateOf: () => RunState | undefined): Journal
  /** Everything stored, once all that was appended is. */
  read(): Promise<readonly RunEvent[]>
}

export interface StoredHostOptions {
  readonly name: string
  readonly clock?: Clock
  /** Makes room for a new run. */
  readonly open: (runId: string, conformanceCase: ConformanceCase) => RunStorage | Promise<RunStorage>
  /** What a process takes a run up from, given its log; all of it unless told otherwise. */
  readonly takeUp?: (plan: Plan, events: readonly RunEvent[]) => TakenUp
}

/** A host that is the engine and a place for events: processes come and go, what is stored stays. */
export function storedHost({ name, clock = systemClock, open, takeUp = (_, events) => ({ events }) }: StoredHostOptions): ConformanceHost {
  let runs = 0
  return {
    name,
    clock,
    async start(conformanceCase, options) {
      const runId = `${conformanceCase.id}-${++runs}`
      return new StoredRun({ runId, conformanceCase, options, clock, takeUp, storage: await open(runId, conformanceCase) })
    },
  }
}

interface StoredRunOptions {
  readonly runId: string
  readonly conformanceCase: ConformanceCase
  readonly options: HostedOptions
  readonly clock: Clock
  readonly storage: RunStorage
  readonly takeUp: NonNullable<StoredHostOptions['takeUp']>
}

class StoredRun implements HostedRun {
  readonly #about: StoredRunOptions
  readonly #dieAt: number
  #handle: RunHandle | undefined
  /** The last process has died; its successor is coming up. */
  #recovering: Promise<void> | undefined
  #died = () => {}
  #death: Promise<void>

  constructor(about: StoredRunOptions) {
    this.#about = about
    this.#dieAt = about.options.dieAt ?? Number.POSITIVE_INFINITY
    this.#death = this.#nextDeath()
    const { conformanceCase, runId } = about
    this.#handle = startRun({ runId, plan: casePlan(conformanceCase), ports: this.#ports([]), input: conformanceCase.input ?? {}, ...(conformanceCase.wave ? { wave: true } : {}), ...(conformanceCase.kept ? { kept: conformanceCase.kept } : {}) })
    this.#buryTheDead()
  }

  #nextDeath(): Promise<void> {
    return new Promise((resolve) => (this.#died = resolve))
  }

  #ports(events: readonly RunEvent[]) {
    const { conformanceCase, options, clock, storage } = this.#about
    const stored = storage.journal(events, () => this.#handle?.state)
    return { ...processPorts(conformanceCase, options.world, clock), journal: this.#mortal(stored, events.length) }
  }

  /** The process's journal: it tells of what is stored, and dies when it is time to. */
  #mortal(journal: Journal, already: number): Journal {
    const dieAt = already < this.#dieAt ? this.#dieAt : Number.POSITIVE_INFINITY
    let dead = false
    const append = (events: readonly RunEvent[]) => {
      if (dead) return
      const kept = events.filter(({ seq }) => seq <= dieAt)
      dead = kept.at(-1)?.seq === dieAt
      journal.append(kept)
      const tell = () => this.#about.options.onStored(kept)
      const flushed = journal.flushed()
      if (flushed === undefined) tell()
      else void flushed.then(tell)
      if (dead) this.#die()
    }
    // nothing that a dead process waits for comes to pass
    const flushed = () => (dead ? new Promise<void>(() => {}) : journal.flushed())
    return { append, flushed, ...(journal.log === undefined ? {} : { log: journal.log, listening: true }) }
  }

  #die(): void {
    const handle = this.#handle
    this.#handle = undefined
    handle?.detach()
    this.#recovering ??= this.#recover()
    this.#died()
  }

  /** A process that died while it started had no handle yet. */
  #buryTheDead(): void {
    if (this.#recovering === undefined) return
    this.#handle?.detach()
    this.#handle = undefined
  }

  async #recover(): Promise<void> {
    const { runId, conformanceCase, storage, takeUp } = this.#about
    const plan = casePlan(conformanceCase)
    const events = await storage.read()
    this.#death = this.#nextDeath()
    this.#recovering = undefined
    this.#handle = recoverRun({ runId, plan, ports: this.#ports(events), ...takeUp(plan, events) })
  }

  async #live(): Promise<RunHandle> {
    while (this.#recovering) await this.#recovering
    if (!this.#handle) throw new Error('the run has been closed')
    return this.#handle
  }

  async settled(): Promise<RunResult> {
    for (;;) {
      const handle = await this.#live()
      const result = await Promise.race([handle.settled(), this.#death])
      if (result && handle === this.#handle) return result
    }
  }

  async events(): Promise<readonly RunEvent[]> {
    await this.#live()
    return this.#about.storage.read()
  }

  async crash(): Promise<void> {
    await this.#live()
    this.#die()
    await this.#live()
  }

  async release(): Promise<void> {
    const handle = await this.#live()
    await new Promise<void>((resolve) => handle.release(resolve))
    // it may have died meanwhile
    if (handle === this.#handle) this.#die()
    await this.#live()
  }

  halt = async (...args: Parameters<RunHandle['halt']>) => (await this.#live()).halt(...args)
  retryNow = async (...args: Parameters<RunHandle['retryNow']>) => (await this.#live()).retryNow(...args)
  resume = async (...args: Parameters<RunHandle['resume']>) => (await this.#live()).resume(...args)
  cancel = async (...args: Parameters<RunHandle['cancel']>) => (await this.#live()).cancel(...args)
  signal = async (...args: Parameters<RunHandle['signal']>) => (await this.#live()).signal(...args)
  task = async (...args: Parameters<RunHandle['task']>) => (await this.#live()).task(...args)
  undo = async () => (await this.#live()).undo()
  resolveUndo = async (...args: Parameters<RunHandle['resolveUndo']>) => (await this.#live()).resolveUndo(...args)
  adapt = async (...args: Parameters<RunHandle['adapt']>) => (await this.#live()).adapt(...args)

  async close(): Promise<void> {
    const handle = await this.#live()
    handle.detach()
    this.#handle = undefined
    await this.#about.storage.read()
  }
}
