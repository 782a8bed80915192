import { openDatabase, type Database, type OpenOptions } from '../db/index.ts'
import { BackupFault } from './backup-fault.ts'

/** The database that somebody has named. */
export async function openNamed(options: OpenOptions): Promise<Database> {
  try {
    return await openDatabase(options)
  } catch (error) {
    if (options.url === undefined || error instanceof BackupFault) throw error
    throw new BackupFault(`The database at ${withoutPassword(options.url)} cannot be opened: ${wordsOf(error)}. Look whether it is there, runs, and lets this user in. Nothing was changed.`)
  }
}

export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'a PostgreSQL server'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

/** A name with several addresses has several errors, and no words of its own. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(wordsOf))].join('; ')
  return error instanceof Error ? error.message : String(error)
}
