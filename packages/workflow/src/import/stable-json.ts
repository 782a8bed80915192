import type { Json, WorkflowDocument } from '../document.ts'

/** The order in which the types of the document declare their keys; names, kinds and titles first. */
const ORDER = `
  eddy id name kind title description tags inputs from path schema required default when then transform
  config arguments waitFor guards otherwise mode priority retry timeout onError compensate undo role check onInterrupt reversible quiet cache
  steps branches handlers failure return options view positions notes text position size`.trim().split(/\s+/)
const RANK: ReadonlyMap<string, number> = new Map(ORDER.map((key, index) => [key, index]))

/** Keys under which authors choose the keys. */
const FREE: ReadonlySet<string> = new Set(['config', 'value', 'default', 'schema', 'halt', 'positions'])

/** The document as a file: the same text for equal documents, whatever the order of their keys; two spaces, a newline at the end. */
export function stableJson(document: WorkflowDocument): string {
  const plain: unknown = JSON.parse(JSON.stringify(document))
  return `${JSON.stringify(sorted(plain, false), null, 2)}\n`
}

function sorted(value: unknown, free: boolean): Json {
  if (Array.isArray(value)) return value.map((inner) => sorted(inner, free))
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  const rank = (key: string) => (free ? ORDER.length : (RANK.get(key) ?? ORDER.length))
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner, free || FREE.has(key))]))
}
