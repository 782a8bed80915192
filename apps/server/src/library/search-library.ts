import { searchTerms } from '@eddy/library'
import type { Database } from '../db/index.ts'
import type { Prisma } from '../db/generated/client.ts'
import { behind, libraryCursor, libraryOrder, type LibrarySort } from './library-cursor.ts'
import { libraryCard, type LibraryCard } from './library-entry.ts'

export interface LibraryQuery {
  readonly query?: string | undefined
  readonly category?: string | undefined
  readonly tag?: string | undefined
  /** An agent or pool that it asks. */
  readonly agent?: string | undefined
  readonly sort?: LibrarySort | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface LibraryPage {
  readonly items: readonly LibraryCard[]
  readonly nextCursor: string | null
  /** Of all that the query finds. */
  readonly total: number
}

/** Entries that have every word of the query somewhere, retired ones left out. One scan of the search texts: O(entries). */
export async function searchLibrary({ prisma }: Database, { query = '', category, tag, agent, sort = 'uses', cursor, limit = 60 }: LibraryQuery): Promise<LibraryPage> {
  const where: Prisma.LibraryEntryWhereInput = {
    retiredAt: null,
    AND: searchTerms(query).map((word) => ({ searchText: { contains: word } })),
    ...(category === undefined ? {} : { category }),
    ...(tag === undefined ? {} : { tags: { has: tag } }),
    ...(agent === undefined ? {} : { agents: { has: agent } }),
  }
  const [found, total] = await Promise.all([
    prisma.libraryEntry.findMany({ where: { AND: [where, behind(sort, cursor)] }, orderBy: libraryOrder(sort), take: limit + 1 }),
    prisma.libraryEntry.count({ where }),
  ])
  const last = found.length > limit ? found[limit - 1] : undefined
  return { items: found.slice(0, limit).map(libraryCard), nextCursor: last ? libraryCursor(sort, last) : null, total }
}

export interface LibraryFacets {
  readonly categories: readonly { readonly name: string; readonly count: number }[]
  readonly tags: readonly { readonly name: string; readonly count: number }[]
  /** Agents and pools that are asked. */
  readonly agents: readonly { readonly name: string; readonly count: number }[]
}

/** What one can narrow what a query finds by, the most frequent first. One scan of the search texts: O(entries). */
export async function libraryFacets({ prisma }: Database, { query = '', category = '' }: Pick<LibraryQuery, 'query' | 'category'> = {}): Promise<LibraryFacets> {
  const words = searchTerms(query)
  const [categories, tags, agents] = await Promise.all([
    prisma.$queryRaw<{ name: string; count: number }[]>`SELECT category AS name, count(*)::int AS count FROM library_entry
      WHERE retired_at IS NULL AND category <> '' AND NOT EXISTS (SELECT 1 FROM unnest(${words}::text[]) word WHERE strpos(search_text, word) = 0) GROUP BY 1 ORDER BY 2 DESC, 1`,
    prisma.$queryRaw<{ name: string; count: number }[]>`SELECT tag AS name, count(*)::int AS count FROM library_entry, unnest(tags) tag
      WHERE retired_at IS NULL AND (${category} = '' OR category = ${category}) AND NOT EXISTS (SELECT 1 FROM unnest(${words}::text[]) word WHERE strpos(search_text, word) = 0) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`,
    prisma.$queryRaw<{ name: string; count: number }[]>`SELECT agent AS name, count(*)::int AS count FROM library_entry, unnest(agents) agent
      WHERE retired_at IS NULL AND (${category} = '' OR category = ${category}) AND NOT EXISTS (SELECT 1 FROM unnest(${words}::text[]) word WHERE strpos(search_text, word) = 0) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`,
  ])
  return { categories, tags, agents }
}
