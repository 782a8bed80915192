import { isFields } from './same-json.ts'

/**
 * How a part of a document is merged.
 * - `whole`: two different changes of it clash.
 * - `fields`: field by field.
 * - `list`: item by item, each known by its key, and the order apart from that.
 */
export type Shape =
  | { readonly kind: 'whole' }
  | { readonly kind: 'fields'; readonly known: { readonly [field: string]: Shape } }
  | { readonly kind: 'list'; readonly item: Shape; readonly key: (item: unknown) => string }

const whole: Shape = { kind: 'whole' }
const fields = (known: { readonly [field: string]: Shape } = {}): Shape => ({ kind: 'fields', known })
const list = (item: Shape, key: (item: unknown) => string): Shape => ({ kind: 'list', item, key })

const textOf = (item: unknown, field: string) => {
  const value = isFields(item) ? item[field] : undefined
  return typeof value === 'string' ? value : ''
}
const byName = (item: unknown) => textOf(item, 'name')
/** A branch without a name is known by its condition. */
const byCondition = (item: unknown) => byName(item) || `when ${textOf(item, 'when')}`
const texts = list(whole, String)

const steps: Shape = list(fields(), byName)
// steps hold steps
Object.assign(steps, { item: fields({ config: fields(), arguments: list(fields(), byName), waitFor: texts, steps, branches: list(fields({ steps }), byCondition) }) })

/** Of the whole workflow document. */
export const documentShape: Shape = fields({
  tags: texts,
  inputs: list(fields(), byName),
  steps,
  handlers: steps,
  failure: fields({ steps }),
  options: fields(),
  view: fields({ positions: fields(), notes: list(fields(), (item) => textOf(item, 'id')) }),
})

export function fieldShape(shape: Shape, field: string): Shape {
  return shape.kind === 'fields' && Object.hasOwn(shape.known, field) ? (shape.known[field] ?? whole) : whole
}

/** The items of a list by key, in order. A draft may say a name twice: the second gets a key of its own. */
export function keyed(shape: Extract<Shape, { readonly kind: 'list' }>, items: readonly unknown[]): ReadonlyMap<string, unknown> {
  const map = new Map<string, unknown>()
  for (const item of items) {
    let key = shape.key(item)
    while (map.has(key)) key += '#'
    map.set(key, item)
  }
  return map
}
