import type { Json } from '@eddy/workflow'
import { EngineError } from '../error/engine-error.ts'
import type { Plan } from '../plan/plan.ts'
import { adaptProblems } from '../decide/adapt-problems.ts'
import { signalFaults } from '../decide/signal-faults.ts'
import { isFinal, type RunState } from '../state/run-state.ts'
import { allSteps, stepAt } from '../state/step-at.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { undoStarted } from '../state/undo-started.ts'
import { waiterFor } from '../state/timer-events.ts'
import { release } from './release-run.ts'
import type { RunDriver } from './run-driver.ts'
import { sleepOf } from './run-sleep.ts'
import type { RunHandle, RunResult, Sleep, UndoResolution } from './run-handle.ts'
import { sayOfTask, type TaskInHand, type TaskWord } from './task-word.ts'

/** What people and programs ask of a run. Everything they ask for is checked here, then recorded by the driver. */
export class RunControl implements RunHandle {
  readonly #driver: RunDriver

  constructor(driver: RunDriver) {
    this.#driver = driver
  }

  get runId(): string {
    return this.#driver.runId
  }

  get state(): RunState {
    return this.#driver.state
  }

  settled(): Promise<RunResult> {
    return this.#driver.settled()
  }

  cancel({ rollback = true, reason }: { readonly rollback?: boolean; readonly reason?: string } = {}): void {
    this.#driver.act(() => {
      const { status } = this.state
      if (this.state.seq === 0) return this.#cancelEarly({ rollback, ...(reason === undefined ? {} : { reason }) })
      if (isFinal(status) || status === 'cancelling' || status === 'failing' || status === 'rolling_back') return
      this.#driver.record('run.cancelled', { rollback, ...(reason === undefined ? {} : { reason }) })
    })
  }

  /** A run that waits for its turn begins at once, to end. */
  #cancelEarly(cancelled: { readonly rollback: boolean; readonly reason?: string }): void {
    this.#driver.cancelledEarly ??= cancelled
    this.#driver.waitingToStart.abort()
  }

  halt({ reason }: { readonly reason?: string } = {}): void {
    const { status } = this.state
    if (status === 'halting' || status === 'halted') return
    if (status !== 'running' || this.state.seq === 0) throw new EngineError('NOT_RUNNING', `the run is ${this.state.seq === 0 ? 'waiting for its turn' : status}; only a running one can be halted`)
    this.#driver.act(() => {
      // it may have ended while its value passed the middleware
      if (this.state.status === 'running') this.#driver.record('run.halting', reason === undefined ? {} : { reason })
    })
  }

  retryNow(path?: string): void {
    const timers = [...this.state.timers.values()].filter(({ id, step }) => step !== undefined && /^(retry|undo):/.test(id) && (path === undefined || step.path === path))
    if (timers.length === 0) throw new EngineError('NOT_RETRYING', path === undefined ? 'nothing of the run waits for another attempt' : `"${path}" does not wait for another attempt`)
    this.#driver.act(() => {
      // another may have ended the wait of one while the others were recorded
      for (const { id, step } of timers) if (this.state.timers.has(id)) this.#driver.record('timer.fired', { timer: id }, step)
    })
  }

  resume(options: Parameters<RunHandle['resume']>[0] = {}): void {
    this.#refuseUnlessHalted('resumed')
    const { resolution } = options
    // what was meant for another moment must not let go on what waits now
    if (resolution !== undefined && !this.state.halted.some(({ path, status }) => path === resolution.step && status === 'in_doubt')) {
      throw new EngineError('NOT_HALTED', `"${resolution.step}" is not in doubt, so that nothing can be said of whether it happened; the run waits for ${this.state.halted.map(({ path }) => path).join(', ') || 'no step'}`)
    }
    const isWord = options.payload !== undefined || resolution !== undefined
    this.#driver.act(() => {
      this.#driver.record('run.resumed', isWord ? { ...options, othersWait: true } : {})
      this.#driver.streams.resume(this.#driver)
    })
  }

  adapt(version: Parameters<RunHandle['adapt']>[0]): void {
    this.#refuseUnlessHalted('adapted')
    const next: Plan = this.state.plan.planVersion(version.document, version.hash)
    const problems = adaptProblems(this.state, next)
    if (problems.length > 0) throw new EngineError('NOT_ADAPTABLE', `the run does not fit the new version: ${problems.map(({ message }) => message).join('; ')}`)
    this.#driver.act(() => this.#driver.record('run.adapted', { hash: version.hash, document: version.document }))
  }

  undo(): void {
    const { status } = this.state
    if (status !== 'succeeded') throw new EngineError('NOT_UNDOABLE', `the run is ${status}; only a succeeded run that has not been undone can be undone`)
    this.#driver.act(() => this.#driver.record('rollback.started', { reason: 'undo' }))
  }

  resolveUndo({ step: path, ...resolution }: UndoResolution): void {
    const step = this.#leftInPlace(path)
    if (resolution.how === 'retry') return this.#retryUndo(step, resolution.arguments)
    if (resolution.how === 'happened' || resolution.how === 'not_happened') return this.#settleDoubt(step, resolution)
    const { how, reason, evidence } = resolution
    if (reason.trim() === '') throw new EngineError('REASON_MISSING', `to mark the undo of "${path}" as ${how === 'skipped' ? 'skipped' : 'done outside'} a reason is needed`)
    this.#driver.act(() => this.#driver.record('undo.resolved', { how, reason, ...(evidence === undefined ? {} : { evidence }) }, step))
  }

  #retryUndo(step: StepInstance, args: { readonly [name: string]: Json } | undefined): void {
    if (step.status !== 'undo_failed') throw new EngineError('NOT_UNDOABLE', `nothing is known of the effect of "${step.path}"; say whether it happened, or mark it as done outside`)
    step.undoAttempt = 0
    this.#driver.act(() => this.#driver.record('undo.started', { ...undoStarted(step), ...(args ? { arguments: args } : {}) }, step))
  }

  /** What has happened after all is a success that comes late, and is undone like one. */
  #settleDoubt(step: StepInstance, word: Word): void {
    if (step.status !== 'in_doubt') throw new EngineError('NOT_UNDOABLE', `it is known that "${step.path}" happened; its undo failed and can be tried again, or it can be marked as done outside`)
    this.#driver.act(() => {
      if (word.how === 'happened') this.#driver.record('step.succeeded', { value: word.value ?? null, late: true }, step)
      else this.#driver.record('undo.resolved', { how: 'not_happened', reason: word.reason ?? 'it did not happen' }, step)
    })
  }

  #leftInPlace(path: string): StepInstance {
    const { left, status } = this.state
    if (!isFinal(status)) throw new EngineError('NOT_UNDOABLE', `the run is ${status}; what it leaves in place can be resolved when its rollback has ended`)
    const steps = left.includes(path) ? leftAt(this.state, path) : undefined
    if (!steps) throw new EngineError('NOT_UNDOABLE', `"${path}" is not among what the run has left in place${left.length > 0 ? ` (${left.join(', ')})` : ''}`)
    if (steps.duty !== null) throw new EngineError('NOT_UNDOABLE', `"${path}" is being undone right now`)
    return steps
  }

  signal(signal: Parameters<RunHandle['signal']>[0]): boolean {
    if (isFinal(this.state.status)) return false
    const { evaluator } = this.#driver.ports
    if (signalFaults(this.state, signal, (schema, value) => evaluator.faults?.(schema, value) ?? []).length > 0) return false
    this.#driver.act(() => this.#driver.record('signal.received', signal, waiterFor(this.state, signal)))
    return true
  }

  task(word: TaskWord): TaskInHand | null {
    return sayOfTask(this.#driver, word)
  }

  detach(): void {
    this.#driver.detach()
  }

  release(done: () => void): void {
    release(this.#driver, done)
  }

  hold(): (() => void) | undefined {
    return this.#driver.hold()
  }

  sleep(): Sleep | undefined {
    return sleepOf(this.#driver)
  }

  #refuseUnlessHalted(what: string): void {
    const { status } = this.state
    if (status !== 'halted') throw new EngineError('NOT_HALTED', `the run is ${status}, not halted; only a halted run can be ${what}`)
  }
}

type Word = { readonly how: 'happened'; readonly value?: Json } | { readonly how: 'not_happened'; readonly reason?: string }

/** The step of that path whose undo is open: an emitter may have passed its name on. */
function leftAt(state: RunState, path: string): StepInstance | undefined {
  const open = (step: StepInstance | undefined) => step !== undefined && !state.skipped.has(step) && (step.status === 'undo_failed' || step.status === 'in_doubt')
  const latest = stepAt(state, path)
  return open(latest) ? latest : ([...allSteps(state)].find((step) => step.path === path && open(step)) ?? latest)
}
