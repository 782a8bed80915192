import type { LibrarySort } from './library-types.ts'

/** What somebody looks for. Empty texts narrow nothing. */
export interface LibraryWish {
  readonly query: string
  readonly category: string
  readonly tag: string
  /** An agent or pool that it asks. */
  readonly agent: string
  readonly sort: LibrarySort
}

export const SORTS: readonly { readonly value: LibrarySort; readonly label: string }[] = [
  { value: 'uses', label: 'Most used' },
  { value: 'rating', label: 'Best rated' },
  { value: 'newest', label: 'Newest' },
  { value: 'name', label: 'By name' },
]

/** Reads the part of the address after `?`. */
export function wishOf(search: string): LibraryWish {
  const params = new URLSearchParams(search)
  const sort = SORTS.find(({ value }) => value === params.get('sort'))?.value ?? 'uses'
  return { query: params.get('q') ?? '', category: params.get('category') ?? '', tag: params.get('tag') ?? '', agent: params.get('agent') ?? '', sort }
}

/** The address that brings the same list back. */
export function addressOf({ query, category, tag, agent, sort }: LibraryWish): string {
  const params = new URLSearchParams({ ...(query ? { q: query } : {}), ...(category ? { category } : {}), ...(tag ? { tag } : {}), ...(agent ? { agent } : {}), ...(sort === 'uses' ? {} : { sort }) })
  const text = params.toString()
  return text ? `/library?${text}` : '/library'
}
