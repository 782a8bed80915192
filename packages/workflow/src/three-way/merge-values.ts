import { type FieldClash, ORDER, type Place, placeId } from './field-clash.ts'
import { mergeOrder, type Sides } from './merge-order.ts'
import { type Fields, isFields, sameJson } from './same-json.ts'
import { fieldShape, keyed, type Shape } from './shape.ts'

export interface Merging {
  /** Places that count as changed on one side though they look like the base: what was renamed there. */
  readonly touched: ReadonlySet<string>
  readonly clashes: FieldClash[]
}

interface At {
  readonly shape: Shape
  readonly place: Place
  /** The item before it in their list. */
  readonly after?: string | undefined
}

/** Merges one part; where both sides changed it differently, mine stays and the clash is noted. */
export function mergeValues(merging: Merging, sides: Sides<unknown>, at: At): unknown {
  const { base, mine, theirs } = sides
  if (sameJson(mine, theirs)) return mine
  const touched = merging.touched.size > 0 && merging.touched.has(placeId(at.place))
  if (!touched && sameJson(theirs, base)) return mine
  if (!touched && sameJson(mine, base)) return theirs
  return mergeInside(merging, sides, at)
}

function mergeInside(merging: Merging, sides: Sides<unknown>, { shape, place, after }: At): unknown {
  const { base, mine, theirs } = sides
  if (shape.kind === 'fields' && isFields(mine) && isFields(theirs)) return mergeFields(merging, { base: isFields(base) ? base : {}, mine, theirs }, { shape, place })
  if (shape.kind === 'list' && Array.isArray(mine) && Array.isArray(theirs)) return mergeList(merging, { base: Array.isArray(base) ? base : [], mine, theirs }, { shape, place })
  merging.clashes.push({ id: placeId(place), place, ...present(sides), ...(mine === undefined && after !== undefined && { after }) })
  return mine
}

function present(sides: Sides<unknown>): Partial<Sides<unknown>> {
  return Object.fromEntries(Object.entries(sides).filter(([, value]) => value !== undefined))
}

function mergeFields(merging: Merging, { base, mine, theirs }: Sides<Fields>, { shape, place }: At): Fields {
  const merged: { [key: string]: unknown } = {}
  let changed = false
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = mergeValues(merging, { base: base[key], mine: mine[key], theirs: theirs[key] }, { shape: fieldShape(shape, key), place: [...place, key] })
    if (value !== undefined) merged[key] = value
    if (value !== mine[key]) changed = true
  }
  return changed ? merged : mine
}

function mergeList(merging: Merging, sides: Sides<readonly unknown[]>, { shape, place }: { readonly shape: Extract<Shape, { readonly kind: 'list' }>; readonly place: Place }): readonly unknown[] {
  const [base, mine, theirs] = [keyed(shape, sides.base), keyed(shape, sides.mine), keyed(shape, sides.theirs)]
  const merged = new Map<string, unknown>()
  const theirKeys = [...theirs.keys()]
  const before = new Map(theirKeys.map((key, index) => [key, theirKeys[index - 1]]))
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const value = mergeValues(merging, { base: base.get(key), mine: mine.get(key), theirs: theirs.get(key) }, { shape: shape.item, place: [...place, key], after: before.get(key) })
    if (value !== undefined) merged.set(key, value)
  }
  const keys = { base: [...base.keys()], mine: [...mine.keys()], theirs: theirKeys }
  const { order, disputed } = mergeOrder(keys, new Set(merged.keys()))
  const orderPlace = [...place, ORDER]
  if (disputed) merging.clashes.push({ id: placeId(orderPlace), place: orderPlace, ...keys })
  const list = order.map((key) => merged.get(key))
  return list.length === sides.mine.length && list.every((item, index) => item === sides.mine[index]) ? sides.mine : list
}
