/** A text cut at its `{{ expression }}` placeholders. */
export type Piece = { readonly text: string } | { readonly expr: string }

const PLACEHOLDER = /\{\{([\s\S]*?)\}\}/g

/** Cuts a text at its placeholders, in order. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = []
  let end = 0
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index) })
    found.push({ expr: (match[1] ?? '').trim() })
    end = match.index + match[0].length
  }
  if (end < text.length) found.push({ text: text.slice(end) })
  return found
}

/** The placeholders' expressions of every string in a JSON value, with where it stands (a JSON pointer). */
export function placeholders(value: unknown, path = ''): readonly { readonly path: string; readonly expr: string }[] {
  if (typeof value === 'string') return pieces(value).flatMap((piece) => ('expr' in piece ? [{ path, expr: piece.expr }] : []))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => placeholders(inner, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`))
}
