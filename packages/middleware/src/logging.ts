import type { Middleware } from '@eddy/engine'
import { eventLines, LOG_LEVELS, type LogLevel } from './event-line.ts'

export interface LoggingOptions {
  readonly write: (line: string, level: LogLevel) => void
  /** The least telling level that is still written; `info` by default. */
  readonly level?: LogLevel
}

/** One readable line for each event: `run 4f21c0de… charge started, attempt 2`. Values of steps are not printed, their own log lines are. */
export function logging({ write, level = 'info' }: LoggingOptions): Middleware {
  const least = LOG_LEVELS.indexOf(level)
  return {
    name: 'logging',
    event(event, run) {
      for (const line of eventLines(event, run.runId)) if (LOG_LEVELS.indexOf(line.level) <= least) write(line.text, line.level)
    },
  }
}
