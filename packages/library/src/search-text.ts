/** What the search of the library looks through, as one text of small letters. */
export function searchText(entry: { readonly name: string; readonly title: string; readonly description: string; readonly category: string; readonly tags: readonly string[] }): string {
  const { name, title, description, category, tags } = entry
  return [name, title, category, ...tags, description].join(' ').toLowerCase()
}

/** The words of a query, at most eight, in small letters. */
export function searchTerms(query: string): readonly string[] {
  return query.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').slice(0, 8)
}
