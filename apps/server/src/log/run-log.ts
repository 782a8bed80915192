import { eventLevel, eventLines } from '@eddy/middleware'
import type { Middleware, RunEvent } from '@eddy/engine'
import type { Log } from './create-log.ts'

export interface RunLogOptions {
  readonly log: Log
  readonly traceIdOf?: ((runId: string) => string | undefined) | undefined
}

/** What happens to runs, a line each, with the run, its workflow, the step and the trace. Steps that begin and succeed are told of from `debug` on; no value of a step is written, and the engine has taken secrets out of the rest. */
export function runLog({ log: all, traceIdOf }: RunLogOptions): Middleware {
  // what is written beside the sentence has names that are known here, none of a secret
  const log = all.child({}, { redact: [] })
  return {
    name: 'log',
    event(event, run) {
      const speaks = 'logs' in event.data && Array.isArray(event.data.logs) && event.data.logs.length > 0
      if (!speaks && !log.isLevelEnabled(levelOf(event))) return
      const about = { run: run.runId, workflow: run.plan.name, step: event.step, attempt: event.attempt, event: event.type, trace: traceIdOf?.(run.runId) }
      const lines = eventLines(event, run.runId)
      lines.forEach(({ level, text }, at) => log[at === lines.length - 1 ? levelOf(event) : level](about, text))
    },
  }
}

function levelOf(event: RunEvent): ReturnType<typeof eventLevel> {
  const level = eventLevel(event)
  return level === 'info' && event.step !== undefined && !event.type.startsWith('undo.') ? 'debug' : level
}
