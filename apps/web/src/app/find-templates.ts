import { matchWords } from './match-words.ts'

/** What is searched of a template. */
export interface Findable {
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
}

/** Those of a category in which every word of the query stands, the title before tags and category before the description. */
export function findTemplates<T extends Findable>(templates: readonly T[], { query, category }: { readonly query: string; readonly category: string | null }): readonly T[] {
  const within = category === null ? templates : templates.filter((template) => template.category === category)
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return within
  return within
    .flatMap((template) => {
      const costs = words.map((word) => costOf(template, word))
      return costs.includes(Infinity) ? [] : [{ template, cost: costs.reduce((sum, cost) => sum + cost, 0) }]
    })
    .toSorted((one, other) => one.cost - other.cost)
    .map(({ template }) => template)
}

function costOf({ title, description, category, tags }: Findable, word: string): number {
  // letters in order, as the palette finds, only in titles: in a description they are nearly always somewhere
  const inTitle = matchWords(title, word)
  if (inTitle !== undefined && inTitle < 6) return inTitle
  const labels = [...tags, category].map((label) => label.toLowerCase())
  if (labels.some((label) => label.startsWith(word))) return 7
  if (labels.some((label) => label.includes(word))) return 8
  if (description.toLowerCase().includes(word)) return 10
  return inTitle === undefined ? Infinity : 10 + inTitle
}

/** The categories in the order in which they are first met, each with how many there are. */
export function categoriesOf(templates: readonly Findable[]): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const { category } of templates) counts.set(category, (counts.get(category) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}
