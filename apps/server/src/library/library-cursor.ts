import type { LibraryEntry, Prisma } from '../db/index.ts'
import { readCursor, writeCursor } from '../keyset-cursor.ts'

export type LibrarySort = 'uses' | 'rating' | 'newest' | 'name'

type Column = 'uses' | 'ratingSum' | 'updatedAt' | 'title'

interface Order {
  readonly by: Column
  readonly direction: 'asc' | 'desc'
  readonly kind: 'count' | 'time' | 'text'
}

const ORDERS: { readonly [S in LibrarySort]: Order } = {
  uses: { by: 'uses', direction: 'desc', kind: 'count' },
  rating: { by: 'ratingSum', direction: 'desc', kind: 'count' },
  newest: { by: 'updatedAt', direction: 'desc', kind: 'time' },
  name: { by: 'title', direction: 'asc', kind: 'text' },
}

/** By the sort, and by name among those of one place. */
export function libraryOrder(sort: LibrarySort): Prisma.LibraryEntryOrderByWithRelationInput[] {
  const { by, direction } = ORDERS[sort]
  return [{ [by]: direction }, { name: 'asc' }]
}

/** What comes behind a cursor of the same sort. It holds what the last entry was, so that one which is retired or used meanwhile leaves none out. */
export function behind(sort: LibrarySort, cursor: string | undefined): Prisma.LibraryEntryWhereInput {
  if (cursor === undefined) return {}
  const { by, direction, kind } = ORDERS[sort]
  const [last, name] = readCursor(cursor, listOf(sort), [kind, 'text'])
  const further = direction === 'desc' ? 'lt' : 'gt'
  return { OR: [{ [by]: { [further]: last } }, { [by]: last, name: { gt: name } }] }
}

export function libraryCursor(sort: LibrarySort, entry: LibraryEntry): string {
  const value = entry[ORDERS[sort].by]
  return writeCursor(listOf(sort), [value instanceof Date ? value.toISOString() : value, entry.name])
}

function listOf(sort: LibrarySort): string {
  return `library.search/${sort}`
}
