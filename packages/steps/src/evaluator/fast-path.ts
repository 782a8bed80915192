import type { ExprNode } from 'jsonata'

/** The answer of JSONata itself is needed: the value met here is outside what the fast path understands. */
export const UNSURE = Symbol('unsure')

/** Computes an expression's value at once; `undefined` as in JSONata, or UNSURE. */
export type FastPath = (root: unknown, context: unknown) => unknown

/**
 * A synchronous form of expressions that are made of literals, plain paths, comparisons, arithmetic, `and`, `or` and `? :`.
 * It must give exactly what JSONata gives, so it understands only objects and scalars on its way: wherever JSONata would map
 * over a list, convert a type or raise an error, it answers UNSURE and JSONata is asked. Undefined when the expression has no such form.
 */
export function fastPath(node: ExprNode): FastPath | undefined {
  if (Object.keys(node).some((key) => !(known[node.type] ?? none).has(key))) return undefined
  return builders[node.type]?.(node)
}

const none: ReadonlySet<string> = new Set()
const literal = new Set(['type', 'value', 'position'])
/** Anything more on a node (predicates, grouping, stages, kept arrays) changes its meaning. */
const known: { readonly [type: string]: ReadonlySet<string> } = {
  string: literal,
  number: literal,
  value: literal,
  name: literal,
  variable: literal,
  path: new Set(['type', 'steps']),
  binary: new Set(['type', 'value', 'position', 'lhs', 'rhs']),
  condition: new Set(['type', 'position', 'condition', 'then', 'else']),
  block: new Set(['type', 'position', 'expressions']),
}

const constant = (node: ExprNode): FastPath => {
  const value: unknown = node.value
  return () => value
}

const builders: { readonly [type: string]: (node: ExprNode) => FastPath | undefined } = {
  string: constant,
  number: constant,
  value: constant,
  path,
  binary,
  condition,
  block: ({ expressions = [] }) => (expressions.length === 1 && expressions[0] ? fastPath(expressions[0]) : undefined),
}

function path({ steps = [] }: ExprNode): FastPath | undefined {
  const [first, ...rest] = steps
  if (!first) return undefined
  const fromContext = first.type === 'variable' && first.value === 'context'
  const fromRoot = first.type === 'variable' && first.value === ''
  const names = fromContext || fromRoot ? rest : steps
  if (names.length === 0 || names.some((step) => step.type !== 'name' || Object.keys(step).some((key) => !literal.has(key)))) return undefined
  const keys = names.map((step) => String(step.value))
  return (root, context) => dig(fromContext ? context : root, keys)
}

function dig(start: unknown, keys: readonly string[]): unknown {
  let value = start
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value) || '_jsonata_function' in value || '_jsonata_lambda' in value) return UNSURE
    value = Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
  }
  return value
}

type Operator = (left: unknown, right: unknown) => unknown

const equal = (wanted: boolean): Operator => (left, right) => {
  if (left === undefined || right === undefined) return false
  return isObject(left) || isObject(right) ? UNSURE : (left === right) === wanted
}

const compare =
  (holds: (left: number | string, right: number | string) => boolean): Operator =>
  (left, right) => {
    const numbers = typeof left === 'number' && typeof right === 'number'
    const strings = typeof left === 'string' && typeof right === 'string'
    return numbers || strings ? holds(left, right) : UNSURE
  }

const calculate =
  (compute: (left: number, right: number) => number): Operator =>
  (left, right) => {
    if (typeof left !== 'number' || typeof right !== 'number') return UNSURE
    const result = compute(left, right)
    return Number.isFinite(result) ? result : UNSURE
  }

const operators: { readonly [operator: string]: Operator } = {
  '=': equal(true),
  '!=': equal(false),
  '<': compare((left, right) => left < right),
  '<=': compare((left, right) => left <= right),
  '>': compare((left, right) => left > right),
  '>=': compare((left, right) => left >= right),
  '+': calculate((left, right) => left + right),
  '-': calculate((left, right) => left - right),
  '*': calculate((left, right) => left * right),
  '/': calculate((left, right) => left / right),
  '%': calculate((left, right) => left % right),
  '&': (left, right) => (typeof left === 'string' && typeof right === 'string' ? left + right : UNSURE),
}

function binary(node: ExprNode): FastPath | undefined {
  const { lhs, rhs } = node
  if (!lhs || !rhs || Array.isArray(lhs)) return undefined
  const left = fastPath(lhs)
  const right = fastPath(rhs)
  if (!left || !right) return undefined
  const name = String(node.value)
  if (name === 'and' || name === 'or') return connective(name, left, right)
  const operator = operators[name]
  if (!operator) return undefined
  return (root, context) => {
    const leftValue = left(root, context)
    if (leftValue === UNSURE) return UNSURE
    const rightValue = right(root, context)
    return rightValue === UNSURE ? UNSURE : operator(leftValue, rightValue)
  }
}

function connective(name: 'and' | 'or', left: FastPath, right: FastPath): FastPath {
  return (root, context) => {
    const leftTruth = truth(left(root, context))
    if (leftTruth === UNSURE || leftTruth === (name === 'or')) return leftTruth
    return truth(right(root, context))
  }
}

function condition(node: ExprNode): FastPath | undefined {
  const test = part(node, 'condition')
  const then = part(node, 'then')
  const otherwise = 'else' in node ? part(node, 'else') : () => undefined
  if (!test || !then || !otherwise) return undefined
  return (root, context) => {
    const answer = truth(test(root, context))
    if (answer === UNSURE) return UNSURE
    return answer ? then(root, context) : otherwise(root, context)
  }
}

/** The fast path of a part that JSONata's own types do not know of. */
function part(node: object, key: string): FastPath | undefined {
  const child: unknown = Object.getOwnPropertyDescriptor(node, key)?.value
  return isNode(child) ? fastPath(child) : undefined
}

function isNode(value: unknown): value is ExprNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** As `$boolean`, for scalars. */
function truth(value: unknown): boolean | typeof UNSURE {
  if (value === UNSURE || isObject(value)) return UNSURE
  return Boolean(value)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
