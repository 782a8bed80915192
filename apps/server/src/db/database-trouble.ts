import { Refusal } from '../refusal.ts'

const AWAY: ReadonlySet<string> = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08006'])
const AWAY_KINDS: ReadonlySet<string> = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])
/** What the driver says without a code. */
const AWAY_WORDS = /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i
const FULL = '53100'

/** Classes of SQLSTATE for what is wrong with the data itself: it will be no better the next time. */
const UNFIT = /^(?:22|23|54)/

interface Told {
  readonly code?: unknown
  readonly message?: unknown
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly kind?: unknown; readonly originalCode?: unknown } } }
}

/** An error that is not the request's fault but the database's, as a sentence; undefined for any other. Nothing is lost by either: what is under way waits and goes on by itself. */
export function databaseTrouble(error: unknown): Refusal | undefined {
  if (typeof error !== 'object' || error === null || error instanceof Refusal) return undefined
  const { code, message, meta } = error as Told
  const { kind, originalCode } = meta?.driverAdapterError?.cause ?? {}
  const codes = [code, originalCode].map(String)
  if (codes.includes(FULL) || codes.includes('ENOSPC')) return new Refusal('DISK_FULL', 'The database has no room left on its disk, so nothing can be stored. Runs under way wait, and go on by themselves once there is room.')
  if (!codes.some((one) => AWAY.has(one)) && !AWAY_KINDS.has(String(kind)) && !AWAY_WORDS.test(String(message))) return undefined
  return new Refusal('DATABASE_AWAY', 'The database does not answer at the moment. Runs under way wait, and go on by themselves once it is back; try again then.')
}

/** Whether the database has refused what it was given for what it is. */
export function isUnfit(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && UNFIT.test(String(error.code))
}
