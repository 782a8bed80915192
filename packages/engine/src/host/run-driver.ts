import { EngineError } from '../error/engine-error.ts'
import type { Fact, RunEvent } from '../event/event.ts'
import { claim, decide, type Command } from '../decide/decide.ts'
import type { Ports } from '../port/ports.ts'
import { fact, numbered } from '../state/due.ts'
import { evolve } from '../state/evolve.ts'
import { createState, isFinal, type RunState, type Task } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { waiterFor } from '../state/timer-events.ts'
import { Abort } from './abort.ts'
import { concludeFailure, performAttempt } from './perform-attempt.ts'
import { performCheck, performCompensation, performUndo } from './perform-handler.ts'
import type { Performer } from './performer.ts'
import type { RunHandle, RunOptions, RunResult } from './run-handle.ts'
import { runResult } from './run-result.ts'

/**
 * Drives one run: asks the core what to do, does it through the ports, records what came of it.
 *
 * Invariants:
 * 1. Every change of state is an event, appended to the journal in order.
 * 2. Facts that are due are recorded before anything else happens.
 * 3. An effect starts only after the event that says so is durable.
 */
export class RunDriver implements RunHandle, Performer {
  readonly runId: string
  readonly ports: Ports
  readonly state: RunState
  readonly #aborts = new Map<StepInstance, Abort>()
  readonly #timers = new Map<string, () => void>()
  readonly #inbox: (() => void)[] = []
  #buffer: RunEvent[] = []
  #pumping = false
  #detached = false
  #waiting: { readonly resolve: (result: RunResult) => void; readonly reject: (error: unknown) => void }[] = []
  #failure: { readonly error: unknown } | undefined

  constructor({ runId, plan, ports }: RunOptions) {
    this.runId = runId
    this.ports = ports
    this.state = createState(plan)
  }

  /** Folds what an earlier host has recorded. */
  replay(events: readonly RunEvent[]): void {
    for (const event of events) evolve(this.state, event)
  }

  // performing

  feed(...facts: readonly Fact[]): void {
    for (const next of facts) {
      const event = numbered(next, this.state.seq + 1, Math.max(this.state.now, this.ports.clock.now()))
      evolve(this.state, event)
      this.#buffer.push(event)
    }
  }

  act(action: () => void): void {
    if (this.#detached) return
    if (this.#pumping) {
      if (this.state.due.size === 0) action()
      else this.#inbox.push(action)
      return
    }
    this.#inbox.push(action)
    this.pump()
  }

  flushed(): Promise<void> | undefined {
    this.#commit()
    return this.ports.journal.flushed()
  }

  begin(step: StepInstance): Abort {
    const abort = new Abort()
    this.#aborts.set(step, abort)
    return abort
  }

  end(step: StepInstance, abort: Abort): boolean {
    return this.#aborts.get(step) === abort && this.#aborts.delete(step)
  }

  crash(error: unknown): void {
    this.detach()
    this.#failure ??= { error }
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }

  /** Goes on until everything waits for something outside. */
  pump(): void {
    if (this.#pumping || this.#detached) return
    this.#pumping = true
    try {
      while (!this.#detached && this.#turn());
      this.#commit()
    } catch (error) {
      this.crash(error)
    } finally {
      this.#pumping = false
    }
    if (this.#waiting.length > 0) this.#announce()
  }

  #turn(): boolean {
    const commands = decide(this.state)
    for (const command of commands) this.#obey(command)
    if (commands.length > 0) return true
    const action = this.#inbox.shift()
    action?.()
    return action !== undefined
  }

  #obey(command: Command): void {
    if (command.kind === 'record') return this.feed(...command.facts)
    claim(this.state, command.task)
    this.#perform(command.task)
  }

  #perform(task: Task): void {
    switch (task.kind) {
      case 'attempt':
        return performAttempt(this, task.step)
      case 'judge':
        return concludeFailure(this, task.step, { error: task.error })
      case 'compensate':
        return performCompensation(this, task.step, task)
      case 'check':
        return performCheck(this, task.step)
      case 'undo':
        return performUndo(this, task.step)
      case 'abort':
        return this.#aborts.get(task.step)?.abort()
      case 'wait':
        return this.#wait(task.timer.id, task.timer.dueAt)
    }
  }

  #wait(id: string, dueAt: number): void {
    this.#timers.get(id)?.()
    const fire = () => {
      this.#timers.delete(id)
      this.act(() => {
        // a timer that was dropped or set anew meanwhile is not this one; a halted run takes it up on resume
        if (this.state.timers.get(id)?.dueAt === dueAt && this.state.status !== 'halted') this.feed(timerFired(id, this.state))
      })
    }
    this.#timers.set(id, this.ports.clock.at(dueAt, fire))
  }

  #commit(): void {
    if (this.#buffer.length === 0) return
    const events = this.#buffer
    this.#buffer = []
    this.ports.journal.append(events)
  }

  // the handle

  settled(): Promise<RunResult> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure.error)
      this.#waiting.push({ resolve, reject })
      if (!this.#pumping) this.#announce()
    })
  }

  #announce(): void {
    const { state } = this
    const resting = state.due.size === 0 && state.performing.size === 0 && (isFinal(state.status) || state.status === 'halted')
    if (!resting) return
    if (isFinal(state.status)) this.#stopTimers()
    const waiting = this.#waiting.splice(0)
    const flushed = this.ports.journal.flushed()
    const tell = () => waiting.forEach(({ resolve }) => resolve(runResult(state)))
    if (flushed === undefined) tell()
    else flushed.then(tell, (error: unknown) => waiting.forEach(({ reject }) => reject(error)))
  }

  cancel(options: { readonly rollback?: boolean; readonly reason?: string } = {}): void {
    this.act(() => {
      const { status } = this.state
      if (isFinal(status) || status === 'cancelling' || status === 'failing' || status === 'rolling_back') return
      this.feed(fact('run.cancelled', { rollback: options.rollback ?? true, ...(options.reason === undefined ? {} : { reason: options.reason }) }))
    })
  }

  resume(options: Parameters<RunHandle['resume']>[0] = {}): void {
    if (this.state.status !== 'halted') throw new EngineError('NOT_HALTED', `the run is ${this.state.status}, not halted; only a halted run can be resumed`)
    this.act(() => this.feed(fact('run.resumed', { ...options })))
  }

  undo(): void {
    if (this.state.status !== 'succeeded') throw new EngineError('NOT_UNDOABLE', `the run is ${this.state.status}; only a succeeded run that has not been undone can be undone`)
    this.act(() => this.feed(fact('rollback.started', { reason: 'undo' })))
  }

  signal(signal: Parameters<RunHandle['signal']>[0]): boolean {
    if (isFinal(this.state.status)) return false
    this.act(() => this.feed(fact('signal.received', signal, waiterFor(this.state, signal))))
    return true
  }

  detach(): void {
    this.#detached = true
    this.#stopTimers()
    for (const abort of this.#aborts.values()) abort.abort()
    this.#aborts.clear()
  }

  #stopTimers(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }
}

function timerFired(id: string, state: RunState): Fact {
  const path = id.slice(id.indexOf(':') + 1)
  return fact('timer.fired', { timer: id }, id.includes(':') ? state.steps.get(path) : undefined)
}
