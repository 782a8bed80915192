import { pino, type Logger } from 'pino'
import pretty from 'pino-pretty'
import { gatheredLines } from './gathered-lines.ts'

export interface LogSettings {
  /** `json`: one object a line, for machines. `text`: for people. */
  readonly form: 'json' | 'text'
  readonly level: 'error' | 'warn' | 'info' | 'debug'
}

export type Log = Logger

/** Under these names nothing is ever written, wherever in an object they stand. */
const NEVER = ['password', 'secret', 'token', 'authorization', 'cookie', 'apiKey', 'DATABASE_URL']
const PATHS = NEVER.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
/** A URL's user and password. */
const IN_URL = /(\b[a-z][a-z+]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi

/** The log of the process, on stdout. Times are ISO 8601 in JSON. */
export function createLog({ form, level }: LogSettings, to: NodeJS.WritableStream = gatheredLines(process.stdout)): Log {
  const options = {
    level,
    base: null,
    redact: { paths: PATHS, censor: '[secret]' },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    hooks: { streamWrite: (line: string) => line.replaceAll(IN_URL, '$1[secret]@') },
  }
  if (form === 'json') return pino(options, to)
  return pino({ ...options, formatters: {} }, pretty({ destination: to, colorize: (to as Partial<NodeJS.WriteStream>).isTTY ?? false, sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'run,workflow,step,attempt,event,trace', singleLine: true }))
}
