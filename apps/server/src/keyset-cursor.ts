import { Refusal } from './refusal.ts'

/** Where a page of a list ends: the values that the list is ordered by. Stable: what comes or goes elsewhere moves nothing. */
export type Keyset = readonly (string | number)[]

/** What a list is ordered by: `time` is ISO 8601 as the server writes it, `count` a whole number of a column of integers. */
type Kind = 'text' | 'time' | 'count' | 'number' | 'any'

type Value<K extends Kind> = K extends 'text' | 'time' ? string : K extends 'any' ? string | number : number

const OLDEST = '1970'

/** Opaque to whoever gets it. `list`: which one it is of, with all that tells it from others; another one refuses the cursor. */
export function writeCursor(list: string, keys: Keyset): string {
  return Buffer.from(JSON.stringify([list, ...keys])).toString('base64url')
}

/** The values of a cursor that this list has given. */
export function readCursor<const K extends readonly Kind[]>(cursor: string, list: string, kinds: K): { readonly [I in keyof K]: Value<K[I]> } {
  const said = parsed(cursor)
  const [name, ...keys] = Array.isArray(said) ? (said as readonly unknown[]) : []
  if (name !== list || keys.length !== kinds.length || !kinds.every((kind, index) => fits(kind, keys[index]))) throw new Refusal('INVALID_INPUT', 'This cursor is not one that this list has given; begin again without it.')
  // each is of its kind
  return keys as { [I in keyof K]: Value<K[I]> }
}

function fits(kind: Kind, key: unknown): boolean {
  if (kind === 'any') return typeof key === 'string' || Number.isFinite(key)
  if (kind === 'number') return Number.isFinite(key)
  if (kind === 'count') return Number.isInteger(key) && Number(key) >= 0 && Number(key) < 2 ** 31
  return typeof key === 'string' && (kind === 'text' || isTime(key))
}

/** Years of more than four digits begin with a sign, which sorts before them. */
function isTime(text: string): boolean {
  const ms = Date.parse(text)
  return text >= OLDEST && !Number.isNaN(ms) && new Date(ms).toISOString() === text
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** The cursor of a list that goes from the latest to the first. */
export function cursorOf(list: string, at: Date, id: string): string {
  return writeCursor(list, [at.toISOString(), id])
}

interface Behind<T extends string, I extends string> {
  /** The columns that it is ordered by. */
  readonly by: readonly [time: T, id: I]
  readonly list: string
}

/** What comes behind a cursor in a list that goes from the latest to the first, and by id among those of one moment. */
export function before<T extends string, I extends string>(cursor: string | undefined, { list, by: [time, id] }: Behind<T, I>): { readonly [K in T | I]?: never } {
  if (cursor === undefined) return {}
  const [at, last] = readCursor(cursor, list, ['time', 'text'])
  const moment = new Date(at)
  // the first condition is what an index can begin from; names of columns as types are beyond what the compiler follows
  return { [time]: { lte: moment }, OR: [{ [time]: { lt: moment } }, { [id]: { lt: last } }] } as unknown as { readonly [K in T | I]?: never }
}
