/** Keys from the document inwards: `['steps', 'charge', 'config', 'amount']`. Items of lists go by name. */
export type Place = readonly string[]

/** Ends the place of a clash over the order of a list; no name looks like this. */
export const ORDER = '*order'

/** One thing that was changed in two ways. An absent value has been removed, or was never there. */
export interface FieldClash {
  /** The same in every merge of the same two edits. */
  readonly id: string
  readonly place: Place
  readonly base?: unknown
  readonly mine?: unknown
  readonly theirs?: unknown
  /** For an item of a list that only they have: what it follows there. */
  readonly after?: string
}

export function placeId(place: Place): string {
  return place.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
}
