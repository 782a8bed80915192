import jsonata from 'jsonata'

const LIMIT = 2000
const MAX_MS = 1000
const MAX_DEPTH = 200
const parsed = new Map<string, jsonata.Expression>()

/** A parsed expression, bounded in time and depth. The oldest is forgotten when there are too many. */
export function parse(expr: string): jsonata.Expression {
  const known = parsed.get(expr)
  if (known) return known
  const made = jsonata(expr, { timeout: MAX_MS, stack: MAX_DEPTH })
  if (parsed.size >= LIMIT) for (const oldest of parsed.keys()) {
    parsed.delete(oldest)
    break
  }
  parsed.set(expr, made)
  return made
}
