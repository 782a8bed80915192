import type { Json } from '@eddy/workflow'
import type { EventData, EventType, RunEvent } from '../event/event.ts'
import type { Ports } from '../port/ports.ts'
import type { EventLog } from '../state/event-log.ts'
import type { Fact } from '../state/fact.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import type { Middlewares } from './middlewares.ts'
import type { OpenStreams } from './open-streams.ts'
import type { CallTimeouts } from './call-timeouts.ts'
import type { Performance } from './performance.ts'
import type { HeldGates } from './held-gates.ts'
import type { KnownSecrets } from './known-secrets.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { Reply } from './reply.ts'
import type { RunTimers } from './run-timers.ts'

/** What performing a task needs of the driver. */
export interface Performer {
  readonly runId: string
  readonly state: RunState
  readonly ports: Ports
  readonly log: EventLog
  readonly middlewares: Middlewares
  readonly streams: OpenStreams
  readonly gates: HeldGates
  readonly timeouts: CallTimeouts
  /** Keeps the values of secrets out of the log; nothing where there are no secrets. */
  readonly secrets: KnownSecrets | undefined
  readonly timers: RunTimers
  /** Callbacks that are free to be used again. */
  reply: Reply | undefined
  /** To be called when nothing is in flight any more; nothing is begun meanwhile. */
  readonly releasing: (() => void) | undefined
  /** Records a fact at once. */
  record<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void
  /** Records the start of a step that a host performs, of which there is nothing to note but its arguments. */
  recordStarted(step: StepInstance, values: Arguments): void
  /** Records a success of which there is nothing to note but its value. */
  recordSucceeded(step: StepInstance, value: Json): void
  /** Tells the middleware of what has just been noted; the event, where it is at hand. */
  tell(event?: RunEvent): void
  /** Records facts, in order, at once. */
  feed(facts: readonly Fact[]): void
  /** Runs what records facts, when nothing else is due first. */
  act(action: () => void): void
  /** Takes in what has come of a call, unless the run has moved on. */
  conclude(performance: Performance): void
  /** As `conclude`, for what comes from outside by itself: outcomes that come in the same moment are taken in together, in the order in which they came. */
  arrive(performance: Performance): void
  /** Makes everything recorded so far durable; undefined when it is. */
  flushed(): Promise<void> | undefined
  /** What was asked for it is no longer wanted: it performs nothing. */
  idle(step: StepInstance): void
  /** A defect or a lost journal: the run cannot go on in this process. */
  crash(error: unknown): void
}
