/**
 * How well a text answers a query: 0 is best, nothing when a word of the query is not found. Each word may stand anywhere, be the
 * beginning of a word, be inside one, or have its letters in order ("chgcrd" finds "Charge card"). Linear in the text per word.
 */
export function matchWords(text: string, query: string): number | undefined {
  const lower = text.toLowerCase()
  let cost = 0
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const one = costOf(lower, word)
    if (one === undefined) return undefined
    cost += one
  }
  return cost
}

function costOf(text: string, word: string): number | undefined {
  if (text.startsWith(word)) return 0
  if (text.includes(` ${word}`)) return 1
  if (text.includes(word)) return 3
  // two letters in order are in nearly every text
  if (word.length < 3) return undefined
  let at = -1
  let start = -1
  for (const letter of word) {
    at = text.indexOf(letter, at + 1)
    if (at === -1) return undefined
    if (start === -1) start = at
  }
  const spread = at - start - word.length + 1
  return spread <= word.length * 2 ? 6 + spread : undefined
}
