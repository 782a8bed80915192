import type { Database } from '../db/index.ts'
import { definitionHash, type Definition } from './definition.ts'

/** Definitions that the database had when they were last looked at; they go with the runs of them. */
const stored = new WeakMap<Database['pool'], Set<string>>()
const MOST_KNOWN = 10_000

/**
 * Writes runs of these definitions with those of them that the database may not have, as a JSON list of `hash` and `content`: one may be large, and is sent
 * once. `write` is one statement; it is called again, with all of them, where one has been pruned meanwhile, since then nothing was written.
 */
export async function withDefinitions<T>({ pool }: Pick<Database, 'pool'>, used: readonly Definition[], write: (definitions: string) => Promise<T>): Promise<T> {
  const known = stored.get(pool) ?? new Set()
  stored.set(pool, known)
  const definitions = new Map(used.map((definition) => [definitionHash(definition), definition]))
  const unknown = new Map([...definitions].filter(([hash]) => !known.has(hash)))
  const written = await write(rowsOf(unknown)).catch((error: unknown) => {
    // pruned with the last of its runs
    if (!isDefinitionGone(error)) throw error
    return write(rowsOf(definitions))
  })
  if (known.size >= MOST_KNOWN) known.clear()
  for (const hash of unknown.keys()) known.add(hash)
  return written
}

/** In one order, so that two who write the same wait for each other in one direction. */
function rowsOf(definitions: ReadonlyMap<string, Definition>): string {
  return JSON.stringify([...definitions].map(([hash, content]) => ({ hash, content })).toSorted((a, b) => (a.hash < b.hash ? -1 : 1)))
}

function isDefinitionGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23503' && 'constraint' in error && error.constraint === 'run_definition_hash_fkey'
}
