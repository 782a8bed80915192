import { format } from 'node:util'
import type { Log } from './create-log.ts'

const LEVELS = { error: 'error', warn: 'warn', info: 'info', log: 'info', debug: 'debug' } as const

/** Whatever anybody in the process writes to the console, dependencies too, becomes a line of the log. */
export function takeConsole(log: Log): void {
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, (typeof LEVELS)[keyof typeof LEVELS]][]) {
    // oxlint-disable-next-line no-console -- the one place that may change it
    console[method] = (...said: readonly unknown[]) => {
      const err = said.find((part) => part instanceof Error)
      const text = format(...said.filter((part) => part !== err))
      if (err === undefined) log[level](text)
      else log[level]({ err }, text === '' ? err.message : text)
    }
  }
}
