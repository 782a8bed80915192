import type { Json } from '@eddy/workflow'
import type { EventData, EventType, RunEvent } from '../event/event.ts'
import { claimAttempt, hasTooMany, nextStep, tooManySteps } from '../decide/decide.ts'
import type { Ports } from '../port/ports.ts'
import type { EventLog } from '../state/event-log.ts'
import { evolve, handlerOf } from '../state/evolve.ts'
import type { Fact } from '../state/fact.ts'
import { advancePhase, haltWhenQuiet } from '../state/phase.ts'
import { createState, isFinal, type RunState } from '../state/run-state.ts'
import { endDuty } from '../state/slots.ts'
import { started, succeed } from '../state/step-events.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { Abort } from './abort.ts'
import { timedOut } from './call-executor.ts'
import { CallTimeouts } from './call-timeouts.ts'
import { HeldGates } from './held-gates.ts'
import { KnownSecrets } from './known-secrets.ts'
import { JournalWriter } from './journal-writer.ts'
import { Middlewares, NO_MIDDLEWARE, reportsOf } from './middlewares.ts'
import { OpenStreams } from './open-streams.ts'
import { concludeAttempt, performAttempt } from './perform-attempt.ts'
import { perform, tell } from './perform.ts'
import type { Called, Performance } from './performance.ts'
import type { Performer } from './performer.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { RunOptions, RunResult } from './run-handle.ts'
import { isCalm, isPlainSuccess, mayUnsettle, readyPlainly, startPlainly, succeedPlainly } from './plain-steps.ts'
import type { Reply } from './reply.ts'
import { isEnding, letGoWhenQuiet } from './release-run.ts'
import { runResult } from './run-result.ts'
import { RunTimers } from './run-timers.ts'
import { Waiting } from './waiting.ts'

/** A run that never waits lets the host breathe after so many milliseconds, looked at every so many turns. */
const BREATHE_MS = 50
const TURNS_BETWEEN_LOOKS = 256

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
export class RunDriver implements Performer {
  readonly runId: string
  readonly ports: Ports
  readonly state: RunState
  readonly middlewares: Middlewares
  readonly streams = new OpenStreams()
  readonly gates = new HeldGates()
  readonly timeouts = new CallTimeouts(timedOut)
  readonly secrets: KnownSecrets | undefined
  readonly timers = new RunTimers()
  reply: Reply | undefined
  readonly log: EventLog
  readonly #writer: JournalWriter
  /** Plain steps take the short way. */
  #calm = false
  #inbox: (() => void)[] = []
  #pumping = false
  #detached = false
  #completing = false
  /** What has come of a call, on its way in. */
  #concluding: Performance | undefined
  #outcome: Called | undefined
  readonly #waiting = new Waiting()
  #failure: { readonly error: unknown } | undefined
  releasing: (() => void) | undefined
  /** Ends the wait of a run for its turn. */
  readonly waitingToStart = new Abort()
  /** What was asked of the run before it had begun. */
  cancelledEarly: EventData['run.cancelled'] | undefined
  /** To be called once, when the run is final. */
  whenFinal: (() => void) | undefined

  constructor({ runId, plan, ports }: RunOptions) {
    this.runId = runId
    this.secrets = ports.secrets === undefined ? undefined : new KnownSecrets(ports.secrets)
    this.ports = this.secrets === undefined ? ports : { ...ports, secrets: this.secrets, executor: this.secrets.behind(ports.executor) }
    this.state = createState(plan)
    this.#writer = new JournalWriter(ports.journal)
    this.log = this.#writer.log
    this.middlewares = ports.middleware === undefined || ports.middleware.length === 0 ? NO_MIDDLEWARE : new Middlewares(ports.middleware, this)
  }

  /** Folds what an earlier host has recorded. */
  replay(events: readonly RunEvent[]): void {
    for (const event of events) evolve(this.state, event)
    this.#writer.replayed(this.state.seq)
  }

  // performing

  record<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void {
    this.#append(type, data, step)
  }

  recordStarted(step: StepInstance, values: Arguments): void {
    const { state } = this
    this.log.time = state.now
    this.log.addStarted(step, values)
    state.seq++
    started(state, step, values)
    if (this.middlewares.watching) this.tell()
  }

  recordSucceeded(step: StepInstance, value: Json): void {
    const { state } = this
    this.log.time = state.now
    this.log.addSucceeded(step, value)
    state.seq++
    succeed(state, step, value)
    haltWhenQuiet(state)
    this.#calm = isCalm(state)
    if (this.middlewares.watching) this.tell()
  }

  feed(facts: readonly Fact[]): void {
    for (const { type, data, step } of facts) this.#append(type, data, step)
  }

  #append(type: EventType, told: unknown, step: StepInstance | undefined): void {
    const { state } = this
    const data = this.secrets === undefined ? told : this.secrets.conceal(told)
    this.log.time = state.now
    this.log.add(type, data, step)
    state.seq++
    handlerOf(type)?.(state, data, step)
    haltWhenQuiet(state)
    this.#calm = isCalm(state)
    if (this.gates.size > 0) this.gates.leaveEnded()
    if (this.middlewares.watching) this.tell()
  }

  tell(event = this.log.last()): void {
    this.middlewares.event(event)
  }

  act(action: () => void): void {
    if (this.#detached) return
    if (this.#pumping && !this.#writer.telling && this.state.due.isEmpty) return action()
    this.#inbox.push(action)
    if (!this.#pumping) this.pump()
  }

  conclude(performance: Performance, outcome: Called): void {
    if (this.#detached) return
    const { due } = this.state
    if (!this.#pumping && due.isEmpty) {
      this.#concluding = performance
      this.#outcome = outcome
      return this.pump()
    }
    if (!due.isEmpty) return this.act(() => this.#finish(performance, outcome))
    this.#tick()
    this.#finish(performance, outcome)
  }

  #finish(performance: Performance, outcome: Called): void {
    const { subject } = performance
    // a later performance has made this one stale
    if (subject.performance !== performance) return
    subject.performance = undefined
    if (this.#calm && isPlainSuccess(performance, outcome)) {
      succeedPlainly(this, subject, outcome.value)
      if (mayUnsettle(subject.scope)) this.#calm = isCalm(this.state)
      return
    }
    performance.conclude(this, performance, outcome)
  }

  flushed(): Promise<void> | undefined {
    this.#writer.commit(this.state.seq)
    return this.ports.journal.flushed()
  }

  idle(step: StepInstance): void {
    endDuty(this.state, step)
    advancePhase(this.state)
  }

  crash(error: unknown): void {
    this.detach()
    this.#failure ??= { error }
    this.#waiting.fail(error)
  }

  /** Goes on until everything waits for something outside. */
  pump(): void {
    if (this.#pumping || this.#detached) return
    this.#pumping = true
    try {
      this.#tick()
      const performance = this.#concluding
      const outcome = this.#outcome
      this.#concluding = undefined
      if (performance !== undefined && outcome !== undefined) this.#finish(performance, outcome)
      this.#goOn()
      if (this.gates.size > 0) this.gates.leaveEnded()
      if (this.streams.size > 0) this.streams.closeEnded()
    } catch (error) {
      this.crash(error)
    } finally {
      this.#pumping = false
    }
    if (this.#waiting.size > 0) this.#announce()
    if (this.releasing !== undefined) letGoWhenQuiet(this)
  }

  /** Whoever is told of events may ask for something at once, such as to resume what has just halted. */
  #goOn(): void {
    do {
      if (this.#turns()) return
      this.#writer.commit(this.state.seq)
    } while (this.#inbox.length > 0 && !this.#completing && !this.#detached)
  }

  /** Whether it will go on later. */
  #turns(): boolean {
    let turns = 0
    let breath = this.state.now + BREATHE_MS
    while (!this.#detached && this.#turn()) {
      if (++turns % TURNS_BETWEEN_LOOKS !== 0) continue
      this.#tick()
      if (this.state.now < breath) continue
      breath = this.state.now + BREATHE_MS
      if (this.#breathe()) return true
    }
    return false
  }

  /** Goes on later, so that others get their turn; false where nothing could call back. */
  #breathe(): boolean {
    if (this.ports.clock.breathes !== true) return false
    this.#writer.commit(this.state.seq)
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
    if (this.releasing !== undefined) return this.#inbox.length > 0 && this.#takeIn()
    if (this.middlewares.limiting) state.slots = this.middlewares.limit()
    const step = nextStep(state)
    if (step !== undefined) {
      this.#start(step)
      return true
    }
    return this.#inbox.length > 0 && this.#takeIn()
  }

  #takeIn(): boolean {
    const action = this.#inbox.shift()
    this.#tick()
    action?.()
    return true
  }

  #recordDue(): boolean {
    const { due } = this.state
    const { type, data, step } = due
    if (type === undefined) return false
    if (type === 'run.succeeded' && this.middlewares.completing) return this.#complete()
    due.shift()
    if (this.#calm && type === 'step.ready' && step?.status === 'idle') {
      readyPlainly(this, step)
      return true
    }
    this.#append(type, this.middlewares.reports.length > 0 ? this.#withReports(type, data) : data, step)
    return true
  }

  #withReports(type: EventType, data: unknown): unknown {
    const last = type === 'run.failed' || type === 'run.succeeded' || (type === 'rollback.completed' && this.state.status === 'cancelling')
    return last && typeof data === 'object' ? { ...data, ...reportsOf(this.middlewares) } : data
  }

  /** The run's value passes the hooks before it is recorded; nothing else happens meanwhile. */
  #complete(): boolean {
    this.#completing = true
    const { due } = this.state
    // the data of this type
    const { value } = due.data as EventData['run.succeeded']
    const record = (completed: Json) => {
      if (this.#detached) return
      this.#completing = false
      due.shift()
      this.#tick()
      this.#append('run.succeeded', { value: completed, ...reportsOf(this.middlewares) }, undefined)
      this.pump()
    }
    this.middlewares.complete(value).then(record, (error: unknown) => this.crash(error))
    return false
  }

  #start(step: StepInstance): void {
    if (hasTooMany(this.state)) return this.feed([tooManySteps(this.state, step)])
    this.state.ready.take(step)
    if (this.#calm && step.plan.plain && step.duty === null && startPlainly(this, step, concludeAttempt)) return
    claimAttempt(this.state, step)
    performAttempt(this, step)
  }

  /** Time goes on between what comes from outside, never backwards. */
  #tick(): void {
    const now = this.ports.clock.now()
    if (now > this.state.now) this.state.now = now
  }

  // rest

  /** Whether nothing is on its way in or out. */
  get isQuiet(): boolean {
    return !this.#pumping && !this.#detached && !this.#completing && this.#inbox.length === 0 && this.#failure === undefined && this.releasing === undefined
  }

  settled(): Promise<RunResult> {
    if (this.#failure) return Promise.reject(this.#failure.error)
    const settled = this.#waiting.add()
    if (!this.#pumping) this.#announce()
    return settled
  }

  #announce(): void {
    const { state } = this
    const resting = state.due.isEmpty && state.performing.size === 0 && state.lateUndos.size === 0 && (isFinal(state.status) || state.status === 'halted')
    if (!resting) return
    this.timeouts.stop()
    if (isFinal(state.status)) {
      this.#letGo()
      this.whenFinal?.()
      this.whenFinal = undefined
    }
    this.#waiting.tell(() => runResult(state), this.ports.journal.flushed())
  }

  #letGo(): void {
    this.timers.stop()
    this.timeouts.stop()
    this.streams.closeAll()
    this.gates.leaveAll()
  }

  /** Stops performing without recording anything, as a crash would, after telling steps in flight. */
  detach(): void {
    this.#detached = true
    for (const step of this.state.performing) tell(step)
    this.#letGo()
  }
}
