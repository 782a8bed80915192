import type { EventData } from '../event/event.ts'
import { claimAttempt, hasTooMany, nextStep, tooManySteps } from '../decide/decide.ts'
import { advancePhase } from '../state/phase.ts'
import { isFinal, type Timer } from '../state/run-state.ts'
import { endDuty } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { FailureReport } from '../port/step-executor.ts'
import { Arrivals } from './arrivals.ts'
import { Breath } from './breath.ts'
import { timedOut } from './call-executor.ts'
import { CallTimeouts } from './call-timeouts.ts'
import { completedData, withReports } from './completed-data.ts'
import { OpenStreams } from './open-streams.ts'
import { concludeAttempt, performAttempt } from './perform-attempt.ts'
import { perform, tell } from './perform.ts'
import type { Performance } from './performance.ts'
import type { Performer } from './performer.ts'
import type { RunResult } from './run-handle.ts'
import { isPlainFailure, isPlainRetry, retryAgainPlainly, retryPlainly } from './plain-retries.ts'
import { isCalm, isPlainSuccess, mayUnsettle, readyPlainly, startPlainly, succeedPlainly } from './plain-steps.ts'
import { plainRollback, undoNextPlainly } from './plain-undos.ts'
import type { Reply } from './reply.ts'
import { isEnding, letGoWhenQuiet } from './release-run.ts'
import { RunRecorder } from './run-recorder.ts'
import { isAtRest, RunRest } from './run-rest.ts'
import { isStillSet, RunTimers } from './run-timers.ts'
import { offerTask } from './settle-task.ts'

/**
 * Drives one run: asks the core what to do, does it through the ports, records what came of it. Until everything waits for something
 * outside, in this order (`decide` says the same as data):
 * 1. record what follows from the log;
 * 2. take up performances that wait for a host;
 * 3. start the next ready step, when a slot is free;
 * 4. take in what has come from outside.
 *
 * Invariants: every change of state is an event, journaled in order; facts that are due come before anything else; an effect starts
 * only after the event that says so is durable.
 */
export class RunDriver extends RunRecorder implements Performer {
  readonly streams = new OpenStreams()
  readonly timeouts = new CallTimeouts(timedOut)
  readonly timers = new RunTimers()
  reply: Reply | undefined
  #inbox: (() => void)[] = []
  readonly #arrivals = new Arrivals()
  #pumping = false
  detached = false
  #completing = false
  #held = false
  readonly #rest = new RunRest()
  readonly #breath = new Breath()
  releasing: (() => void) | undefined
  /** What was asked of the run before it had begun. */
  cancelledEarly: EventData['run.cancelled'] | undefined
  /** Ends the watch over how long it waits for its turn. */
  unwatchWait: (() => void) | undefined
  /** It was not begun in time. */
  refusedEarly: FailureReport | undefined
  /** To be called once, when the run is final. */
  whenFinal: (() => void) | undefined

  act(action: () => void): void {
    if (this.detached) return
    if (this.#pumping && !this.writer.telling && this.state.due.isEmpty) return action()
    this.#inbox.push(action)
    if (!this.#pumping) this.pump()
  }

  conclude(performance: Performance): void {
    if (this.detached) return
    if (this.#held) return this.#arrivals.add(performance, this)
    const { due } = this.state
    if (!this.#pumping && due.isEmpty) return this.#pump(performance)
    if (!due.isEmpty) return this.act(() => this.#finish(performance))
    this.#tick()
    this.#finish(performance)
  }

  arrive(performance: Performance): void {
    if (this.detached) return
    const { due, performing } = this.state
    // nothing else can come
    if (performing.size === 1 && due.isEmpty && !this.#pumping && !this.#held && this.#arrivals.isEmpty) return this.#pump(performance)
    this.#arrivals.add(performance, this)
  }

  #finish(performance: Performance): void {
    const { subject, outcome } = performance
    // a later performance has made this one stale
    if (subject.performance !== performance || outcome === undefined) return
    subject.performance = undefined
    if (this.calm && isPlainSuccess(performance, outcome)) {
      succeedPlainly(this, subject, outcome.value)
      if (mayUnsettle(subject.scope)) this.calm = isCalm(this.state)
      return
    }
    if (this.calm && this.releasing === undefined && isPlainFailure(performance, outcome)) return retryPlainly(this, subject, outcome.error)
    if (!this.calm) {
      const rollback = plainRollback(this, performance, outcome)
      if (rollback !== undefined) return undoNextPlainly(this, rollback, subject)
    }
    if (outcome.kind === 'offer') return offerTask(this, performance, outcome)
    performance.conclude(this, performance, outcome)
  }

  flushed(): Promise<void> | undefined {
    this.writer.commit(this.state.seq)
    return this.ports.journal.flushed()
  }

  idle(step: StepInstance): void {
    endDuty(this.state, step)
    advancePhase(this.state)
  }

  crash(error: unknown): void {
    this.detach()
    this.#rest.fail(error)
  }

  /** Goes on until everything waits for something outside. */
  pump(): void {
    if (!this.#pumping && !this.detached && (!this.#held || this.releasing !== undefined)) this.#pump()
  }

  hold(): (() => void) | undefined {
    if (this.#pumping || this.#completing || this.#held || this.detached) return undefined
    this.#held = true
    return () => {
      this.#held = false
      this.pump()
    }
  }

  /** What has come of a call is taken in first. */
  #pump(performance?: Performance): void {
    this.#pumping = true
    try {
      this.#tick()
      if (performance !== undefined) this.#finish(performance)
      this.#goOn()
      if (this.gates.size > 0) this.gates.leaveEnded()
      if (this.streams.size > 0) this.streams.closeEnded()
    } catch (error) {
      this.crash(error)
    } finally {
      this.#pumping = false
    }
    if (this.#rest.isAwaited) this.#announce()
    if (this.releasing !== undefined) letGoWhenQuiet(this)
  }

  /** Whoever is told of events may ask for something at once, such as to resume what has just halted. */
  #goOn(): void {
    do {
      if (this.#turns()) return
      this.writer.commit(this.state.seq)
    } while ((this.#inbox.length > 0 || !this.#arrivals.isEmpty || this.timers.hasGone) && !this.#completing && !this.detached)
  }

  /** Whether it will go on later. */
  #turns(): boolean {
    const breath = this.#breath
    breath.begin(this.state.now)
    while (!this.detached && this.#turn()) {
      if (!breath.isLookDue()) continue
      this.#tick()
      if (breath.isTaken(this.state.now) && this.#breathe()) return true
    }
    return false
  }

  /** Goes on later, so that others get their turn; false where nothing could call back. */
  #breathe(): boolean {
    if (this.ports.clock.breathes !== true) return false
    this.writer.commit(this.state.seq)
    this.ports.clock.at(this.state.now, () => this.act(() => undefined))
    return true
  }

  #turn(): boolean {
    const { state } = this
    if (this.#completing) return false
    const { due } = state
    if (!due.isEmpty) return this.#recordDue()
    const task = state.tasks.shift()
    if (task !== undefined) {
      if (this.releasing === undefined || isEnding(task)) perform(this, task)
      return true
    }
    if (this.releasing !== undefined) return this.#takeIn()
    if (this.middlewares.limiting) state.slots = this.middlewares.limit()
    const step = nextStep(state)
    if (step !== undefined) {
      this.#start(step)
      return true
    }
    return this.#takeIn()
  }

  /** What has arrived came before what is in the inbox: that begins to be taken in at once. */
  #takeIn(): boolean {
    const arrived = this.#arrivals.next()
    const timer = arrived === undefined ? this.timers.nextGone() : undefined
    if (arrived === undefined && timer === undefined && this.#inbox.length === 0) return false
    this.#tick()
    if (arrived !== undefined) this.#finish(arrived)
    else if (timer !== undefined) this.#fire(timer)
    else this.#inbox.shift()?.()
    return true
  }

  #fire(timer: Timer): void {
    if (!isStillSet(this.state, timer)) return
    const { id, step } = timer
    if (this.calm && step !== undefined && isPlainRetry(this.state, timer)) return retryAgainPlainly(this, { id, step })
    this.record('timer.fired', { timer: id }, step)
  }

  #recordDue(): boolean {
    const { due } = this.state
    const { type, data, step } = due
    if (type === undefined) return false
    if (type === 'run.succeeded' && this.middlewares.completing) return this.#complete()
    due.shift()
    if (this.calm && type === 'step.ready' && step?.status === 'idle') {
      readyPlainly(this, step)
      return true
    }
    this.append(type, this.middlewares.reports.length > 0 ? withReports(this, type, data) : data, step)
    return true
  }

  /** The run's value passes the hooks before it is recorded; nothing else happens meanwhile. */
  #complete(): boolean {
    this.#completing = true
    completedData(this).then((data) => {
      if (this.detached) return
      this.#completing = false
      this.state.due.shift()
      this.#tick()
      this.append('run.succeeded', data, undefined)
      this.pump()
    }, (error: unknown) => this.crash(error))
    return false
  }

  #start(step: StepInstance): void {
    if (hasTooMany(this.state)) return this.feed([tooManySteps(this.state, step)])
    this.state.ready.take(step)
    if (this.calm && step.plan.plain && step.duty === null && startPlainly(this, step, concludeAttempt)) return
    claimAttempt(this.state, step)
    performAttempt(this, step)
  }

  /** Time goes on between what comes from outside, never backwards. */
  #tick(): void {
    const now = this.ports.clock.now()
    if (now <= this.state.now) return
    this.state.now = now
    this.log.time = now
  }

  /** Whether nothing is on its way in or out. */
  get isQuiet(): boolean {
    return !this.#pumping && !this.#held && !this.detached && !this.#completing && this.#inbox.length === 0 && this.#arrivals.isEmpty && !this.timers.hasGone && !this.#rest.hasFailed && this.releasing === undefined
  }

  settled(): Promise<RunResult> {
    const settled = this.#rest.settled()
    if (!this.#pumping) this.#announce()
    return settled
  }

  #announce(): void {
    const { state } = this
    if (this.#rest.hasFailed || !isAtRest(state)) return
    this.timeouts.stop()
    if (isFinal(state.status)) {
      this.#letGo('dropped')
      this.whenFinal?.()
      this.whenFinal = undefined
    }
    this.#rest.tell(state, this.ports.journal.flushed())
  }

  #letGo(end: 'dropped' | 'detached'): void {
    this.timers.stop()
    this.timeouts.stop()
    this.streams.closeAll()
    this.gates.leaveAll(end)
  }

  /** Stops performing without recording anything, as a crash would, after telling steps in flight. */
  detach(): void {
    this.detached = true
    this.unwatchWait?.()
    for (const step of this.state.performing) tell(step)
    this.#letGo('detached')
  }
}
