import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { errnoOf, FileProblem } from './file-problem.ts'
import { statOf, type Place } from './workspace-path.ts'

const leaseSchema = z.object({ key: z.string(), expiresAt: z.iso.datetime() })
const lockSchema = z.object({ owner: z.string(), leases: z.tuple([leaseSchema], leaseSchema) })

/** Until when the lock is good, and by which effect that was asked. */
export type Lease = z.infer<typeof leaseSchema>

/** What a lock file says: whose it is, and its leases: the last one counts, the ones before come back when it is undone. */
export interface Lock {
  readonly owner: string
  readonly leases: readonly Lease[]
}

// thousands of renewals; what is larger is something else
const MAX_BYTES = 1024 * 1024

/** The lock that stands there; undefined: none. */
export async function readLock({ absolute, relative }: Place): Promise<Lock | undefined> {
  const stats = await statOf(absolute)
  if (!stats) return undefined
  const noLock = new FileProblem('FILE_EXISTS', `"${relative}" is there, but is not a lock`)
  if (!stats.isFile() || stats.size > MAX_BYTES) throw noLock
  const read = lockSchema.safeParse(await parsed(absolute))
  if (!read.success) throw noLock
  return read.data
}

export function lockContent(lock: Lock): Buffer {
  return Buffer.from(`${JSON.stringify(lock)}\n`)
}

export function expiryOf({ leases }: Lock): string {
  return leases.at(-1)?.expiresAt ?? new Date(0).toISOString()
}

export function isStale(lock: Lock): boolean {
  return Date.parse(expiryOf(lock)) <= Date.now()
}

async function parsed(absolute: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(absolute, 'utf8'))
  } catch (error) {
    // released in this moment, or no JSON
    if (error instanceof SyntaxError || errnoOf(error) === 'ENOENT') return undefined
    throw error
  }
}
