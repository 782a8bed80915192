/** Functions whose cost is not bounded by the size of their input, or that call others as often as they like. */
const unboundedFunctions: ReadonlySet<unknown> = new Set(['map', 'filter', 'reduce', 'sift', 'each', 'sort', 'single', 'eval', 'pad', 'distinct', 'toMillis', 'parseInteger', 'fromMillis', 'formatNumber', 'formatInteger', 'match', 'clone'])
const unboundedTypes: ReadonlySet<unknown> = new Set(['regex', 'lambda', 'partial', 'apply', 'transform', 'descendant', 'parent', 'bind'])

/** Steps after the first of a path that compute instead of select: each may multiply what the one before it has made. */
const MAX_COMPUTED_STEPS = 2
const selecting: ReadonlySet<unknown> = new Set(['name', 'variable', 'wildcard', 'string'])

/**
 * Whether an expression's own checks suffice to stop it in time. JSONata looks at its clock between nodes: what can spend
 * long inside one of them (a regular expression, a big range, a primitive over grown data) or recurse may only run where it
 * can be killed from outside.
 */
export function isBounded(ast: unknown): boolean {
  let computed = 0
  const waiting: unknown[] = [ast]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (typeof node !== 'object' || node === null) continue
    if (runsAway(node)) return false
    computed += computedSteps(node)
    if (computed > MAX_COMPUTED_STEPS) return false
    for (const inner of Object.values(node)) waiting.push(inner)
  }
  return true
}

function runsAway(node: object): boolean {
  if (!('type' in node)) return node instanceof RegExp
  const value = 'value' in node ? node.value : undefined
  return unboundedTypes.has(node.type) || (node.type === 'binary' && value === '..') || (node.type === 'variable' && unboundedFunctions.has(value))
}

function computedSteps(node: object): number {
  if (!('type' in node) || node.type !== 'path' || !('steps' in node) || !Array.isArray(node.steps)) return 0
  return node.steps.slice(1).filter((step: unknown) => typeof step === 'object' && step !== null && 'type' in step && !selecting.has(step.type)).length
}

/** Whether JSONata marks arrays of its input (`items[]`), which must then be a copy. */
export function keepsArrays(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(keepsArrays)
  if (typeof node !== 'object' || node === null) return false
  return 'keepArray' in node || 'keepSingletonArray' in node || Object.values(node).some(keepsArrays)
}
