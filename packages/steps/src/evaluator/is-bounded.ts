const UNBOUNDED: ReadonlySet<string> = new Set(['regex', 'lambda', 'partial', 'parent'])
/** Built-ins that call back, split by pattern, or make long things: what JSONata's own timeout cannot interrupt. */
const HEAVY = /\$(map|filter|reduce|sift|each|sort|single|eval|replace|match|contains|split|pad|formatNumber|formatInteger)\b/

/** Whether evaluation surely ends soon: no regular expression, no function, no range, no higher-order call anywhere in the tree. */
export function isBounded(expr: string, ast: unknown): boolean {
  if (HEAVY.test(expr)) return false
  const stack: unknown[] = [ast]
  const seen = new Set<unknown>()
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue
    seen.add(node)
    const { type, value } = node as { type?: unknown; value?: unknown }
    if (typeof type === 'string' && UNBOUNDED.has(type)) return false
    if (type === 'binary' && value === '..') return false
    if (node instanceof RegExp) return false
    stack.push(...Object.values(node).filter((inner) => inner !== undefined))
  }
  return true
}
