import { Refusal } from './refusal.ts'

/** Where a page of a list ends: the values that the list is ordered by. Stable: what comes or goes elsewhere moves nothing. */
export type Keyset = readonly (string | number)[]

/** Opaque to whoever gets it. */
export function writeCursor(keys: Keyset): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

export function readCursor(cursor: string, length: number): Keyset {
  const keys = parsed(cursor)
  if (!Array.isArray(keys) || keys.length !== length || !keys.every((key) => typeof key === 'string' || typeof key === 'number')) throw new Refusal('INVALID_INPUT', 'This cursor is not one that this list has given; begin again without it.')
  return keys
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
