import type { Middleware } from '@eddy/engine'
import type { SpanCounts } from './span-tally.ts'
import type { TraceContext } from './trace-context.ts'

/** Traces of the runs of this server. */
export interface Tracing {
  readonly middleware: Middleware
  /** What a run was started within; to be told before the run begins or is taken up. */
  readonly within: (runId: string, context: TraceContext | undefined) => void
  /** What is passed on to whom a step asks. */
  readonly headersOf: (step: { readonly runId: string; readonly path: string; readonly purpose?: 'run' | 'compensate' | 'undo' | 'check' }) => { readonly [header: string]: string }
  /** The trace that a run is in now, for log lines. */
  readonly traceIdOf: (runId: string) => string | undefined
  /** Since the process began. */
  readonly counts: () => SpanCounts
  /** Sends what has not been sent. */
  readonly close: () => Promise<void>
}
