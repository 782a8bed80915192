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

/** The cursor of a list that goes from the latest to the first. */
export function cursorOf(at: Date, id: string): string {
  return writeCursor([at.toISOString(), id])
}

/** What comes behind a cursor in a list that goes from the latest to the first, and by id among those of one moment. */
export function before<T extends string, I extends string>(time: T, id: I, cursor: string | undefined): { readonly [K in T | I]?: never } {
  if (cursor === undefined) return {}
  const [at, last] = readCursor(cursor, 2)
  const moment = new Date(at ?? '')
  if (Number.isNaN(moment.getTime())) throw new Refusal('INVALID_INPUT', 'This cursor is not one that this list has given; begin again without it.')
  // the first condition is what an index can begin from; names of columns as types are beyond what the compiler follows
  return { [time]: { lte: moment }, OR: [{ [time]: { lt: moment } }, { [id]: { lt: last } }] } as unknown as { readonly [K in T | I]?: never }
}
