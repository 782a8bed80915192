import type { ExecutorOptions } from '@eddy/steps/run'
import type { Log } from '../log/create-log.ts'
import { runLog } from '../log/run-log.ts'
import type { RunHostOptions } from '../run/run-host.ts'
import { VERSION } from '../system/version.ts'
import type { WorkflowDeskOptions } from '../workflow/workflow-desk.ts'
import type { TraceSettings } from './settings.ts'
import type { SpanCounts } from './span-tally.ts'
import { traceContextOf } from './trace-context.ts'

/** What the parts of the server get for the sake of traces and of the log; nothing where there are none. */
export interface Watching {
  readonly executor: Pick<ExecutorOptions, 'traceHeaders'>
  readonly desk: Pick<WorkflowDeskOptions, 'traceOf'>
  readonly host: Pick<RunHostOptions, 'onTrace'>
  readonly middleware: NonNullable<RunHostOptions['middleware']>
  /** Left out where there are no traces. */
  readonly spans?: () => SpanCounts
  close(): Promise<void>
}

interface Options {
  readonly traces: TraceSettings | undefined
  readonly serverId: string
  readonly log: Log | undefined
}

export async function watchRuns({ traces, serverId, log }: Options): Promise<Watching> {
  if (traces === undefined) return { executor: {}, desk: {}, host: {}, middleware: log ? [runLog({ log })] : [], close: () => Promise.resolve() }
  // loaded only where traces are wanted
  const { startTracing } = await import('./start-tracing.ts')
  const { middleware, within, headersOf, traceIdOf, counts, close } = await startTracing({ settings: traces, version: VERSION, serverId })
  return {
    executor: { traceHeaders: headersOf },
    desk: { traceOf: (step) => traceContextOf(headersOf(step)) },
    host: { onTrace: within },
    middleware: [middleware, ...(log ? [runLog({ log, traceIdOf })] : [])],
    spans: counts,
    close,
  }
}
