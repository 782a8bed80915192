import { ORDER, type Place } from './field-clash.ts'
import { isFields, sameJson } from './same-json.ts'
import { documentShape, fieldShape, keyed, type Shape } from './shape.ts'
import type { WorkflowDocument } from '../document.ts'

/** Where two documents differ, as closely as a merge looks. Shared parts cost nothing. */
export function differingPlaces(before: WorkflowDocument, after: WorkflowDocument): readonly Place[] {
  const found: Place[] = []
  collect(found, { before, after, shape: documentShape }, [])
  return found
}

type Fields = { readonly [key: string]: unknown }

interface Pair {
  readonly before: unknown
  readonly after: unknown
  readonly shape: Shape
}

function collect(found: Place[], { before, after, shape }: Pair, place: Place): void {
  if (before === after) return
  if (shape.kind === 'fields' && isFields(before) && isFields(after)) {
    for (const key of differingKeys(before, after)) collect(found, { before: before[key], after: after[key], shape: fieldShape(shape, key) }, [...place, key])
  } else if (shape.kind === 'list' && Array.isArray(before) && Array.isArray(after)) collectList(found, { before, after, shape }, place)
  else if (!sameJson(before, after)) found.push(place)
}

/** Thousands of drawn places are the very same, so that only what differs may cost more than a look. */
function differingKeys(before: Fields, after: Fields): readonly string[] {
  const keys: string[] = []
  for (const key in before) if (before[key] !== after[key]) keys.push(key)
  for (const key in after) if (!Object.hasOwn(before, key)) keys.push(key)
  return keys
}

function collectList(found: Place[], pair: Pair & { readonly before: readonly unknown[]; readonly after: readonly unknown[]; readonly shape: Extract<Shape, { readonly kind: 'list' }> }, place: Place): void {
  const { shape } = pair
  const [head, tail] = sharedEnds(pair.before, pair.after)
  const [before, after] = [pair.before, pair.after].map((items) => keyed(shape, items.slice(head, items.length - tail)))
  if (!before || !after) return
  for (const key of new Set([...before.keys(), ...after.keys()])) collect(found, { before: before.get(key), after: after.get(key), shape: shape.item }, [...place, key])
  const [old, now] = [[...before.keys()].filter((key) => after.has(key)), [...after.keys()].filter((key) => before.has(key))]
  if (!sameJson(old, now)) found.push([...place, ORDER])
}

/** How many items at each end are the very same: an edit in a long list is found without a look at the rest. */
function sharedEnds(before: readonly unknown[], after: readonly unknown[]): readonly [number, number] {
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return [head, tail]
}
