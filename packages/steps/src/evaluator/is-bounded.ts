import type { ExprNode } from 'jsonata'

/** Functions whose cost is not bounded by the size of their input, or that call others as often as they like. */
const unboundedFunctions: ReadonlySet<unknown> = new Set(['map', 'filter', 'reduce', 'sift', 'each', 'single', 'eval', 'pad', 'distinct', 'toMillis', 'parseInteger', 'fromMillis', 'formatNumber', 'formatInteger', 'match', 'clone'])
const unboundedTypes: ReadonlySet<string> = new Set(['regex', 'lambda', 'partial', 'apply', 'transform', 'descendant', 'parent'])

/**
 * Whether an expression's own checks suffice to stop it in time. JSONata looks at its clock between nodes: what can spend
 * long inside one of them (a regular expression, a big range, a primitive over grown data) or recurse may only run where it
 * can be killed from outside.
 */
export function isBounded(node: unknown): boolean {
  if (Array.isArray(node)) return node.every(isBounded)
  if (!isNode(node)) return true
  if (unboundedTypes.has(node.type) || (node.type === 'binary' && node.value === '..')) return false
  if (node.type === 'variable' && unboundedFunctions.has(node.value)) return false
  return Object.values(node).every(isBounded)
}

/** Whether JSONata marks arrays of its input (`items[]`), which must then be a copy. */
export function keepsArrays(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(keepsArrays)
  if (typeof node !== 'object' || node === null) return false
  return 'keepArray' in node || 'keepSingletonArray' in node || Object.values(node).some(keepsArrays)
}

function isNode(node: unknown): node is Pick<ExprNode, 'type' | 'value'> {
  return typeof node === 'object' && node !== null
}
