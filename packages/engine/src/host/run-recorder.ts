import type { Json } from '@eddy/workflow'
import type { EventData, EventType, RunEvent } from '../event/event.ts'
import type { Ports } from '../port/ports.ts'
import type { EventLog } from '../state/event-log.ts'
import { evolve, handlerOf } from '../state/evolve.ts'
import type { Fact } from '../state/fact.ts'
import { haltWhenQuiet } from '../state/phase.ts'
import { createState, type RunState } from '../state/run-state.ts'
import { started, succeed } from '../state/step-events.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { Abort } from './abort.ts'
import { HeldGates } from './held-gates.ts'
import { JournalWriter } from './journal-writer.ts'
import { KnownSecrets } from './known-secrets.ts'
import { Middlewares, NO_MIDDLEWARE } from './middlewares.ts'
import { isCalm } from './plain-steps.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { RunOptions } from './run-handle.ts'

/** Notes what happens to a run: each fact in its log, then in its state, then for whoever looks on. What is noted reaches the journal when the driver commits. */
export class RunRecorder {
  readonly runId: string
  readonly ports: Ports
  readonly state: RunState
  readonly middlewares: Middlewares
  readonly gates = new HeldGates()
  readonly secrets: KnownSecrets | undefined
  readonly log: EventLog
  /** Ends the wait of a run for its turn. */
  readonly waitingToStart = new Abort()
  protected readonly writer: JournalWriter
  readonly watched: boolean
  /** Plain steps take the short way. */
  protected calm = false

  /** `state`: where an earlier host has left it. */
  constructor({ runId, plan, ports }: RunOptions, state = createState(plan)) {
    this.runId = runId
    this.secrets = ports.secrets === undefined ? undefined : new KnownSecrets(ports.secrets)
    this.ports = this.secrets === undefined ? ports : { ...ports, secrets: this.secrets, executor: this.secrets.behind(ports.executor) }
    this.state = state
    this.writer = new JournalWriter(ports.journal, runId)
    this.log = this.writer.log
    this.middlewares = ports.middleware === undefined || ports.middleware.length === 0 ? NO_MIDDLEWARE : new Middlewares(ports.middleware, this)
    this.watched = this.middlewares.watching || this.writer.collecting
  }

  /** Folds what an earlier host has recorded. */
  replay(events: readonly RunEvent[]): void {
    for (const event of events) evolve(this.state, event)
    this.writer.replayed(this.state.seq)
    this.log.time = this.state.now
  }

  record<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void {
    this.append(type, data, step)
  }

  recordStarted(step: StepInstance, values: Arguments): void {
    const { state } = this
    this.log.addStarted(step, values)
    state.seq++
    started(state, step, values)
    if (this.watched) this.tell()
  }

  recordSucceeded(step: StepInstance, value: Json): void {
    const { state } = this
    this.log.addSucceeded(step, value)
    state.seq++
    succeed(state, step, value)
    haltWhenQuiet(state)
    this.calm = isCalm(state)
    if (this.watched) this.tell()
  }

  feed(facts: readonly Fact[]): void {
    for (const { type, data, step } of facts) this.append(type, data, step)
  }

  protected append(type: EventType, told: unknown, step: StepInstance | undefined): void {
    const { state } = this
    const data = this.secrets === undefined ? told : this.secrets.conceal(told)
    this.log.add(type, data, step)
    state.seq++
    handlerOf(type)?.(state, data, step)
    haltWhenQuiet(state)
    this.calm = isCalm(state)
    if (this.gates.size > 0) this.gates.leaveEnded()
    if (this.watched) this.tell()
  }

  /** Of the event that was just noted: whoever notes it makes the object in less than it is read back from the log. */
  tell(event = this.log.last()): void {
    this.writer.take(event)
    if (this.middlewares.watching) this.middlewares.event(event)
  }
}
