import type { RunEvent } from '../event/event.ts'
import type { EventLog } from '../state/event-log.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { Middlewares } from './middlewares.ts'
import type { OpenStreams } from './open-streams.ts'
import type { CallTimeouts } from './call-timeouts.ts'
import type { HeldGates } from './held-gates.ts'
import type { KnownSecrets } from './known-secrets.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { Recorder } from './recorder.ts'
import type { Replied } from './reply.ts'
import type { RunTimers } from './run-timers.ts'

/** What performing a task needs of the driver. */
export interface Performer extends Recorder, Replied {
  readonly log: EventLog
  /** Somebody is told of each event, and wants an object of it. */
  readonly watched: boolean
  readonly middlewares: Middlewares
  readonly streams: OpenStreams
  readonly gates: HeldGates
  readonly timeouts: CallTimeouts<Performer>
  /** Keeps the values of secrets out of the log; nothing where there are no secrets. */
  readonly secrets: KnownSecrets | undefined
  readonly timers: RunTimers
  /** The host has let go of the run: it performs nothing more. */
  readonly detached: boolean
  /** To be called when nothing is in flight any more; nothing is begun meanwhile. */
  readonly releasing: (() => void) | undefined
  /** Records the start of a step that a host performs, of which there is nothing to note but its arguments. */
  recordStarted(step: StepInstance, values: Arguments): void
  /** Tells whoever looks on of what has just been noted; the event, where it is at hand. */
  tell(event?: RunEvent): void
  /** Makes everything recorded so far durable; undefined when it is. */
  flushed(): Promise<void> | undefined
  /** Goes on until everything waits for something outside. */
  pump(): void
  /** What was asked for it is no longer wanted: it performs nothing. */
  idle(step: StepInstance): void
}
