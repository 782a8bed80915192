import { ORDER, type Place } from './field-clash.ts'
import { isFields } from './same-json.ts'
import { documentShape, fieldShape, keyed, type Shape } from './shape.ts'
import type { WorkflowDocument } from '../document.ts'

/** What stands at a place; `undefined` when nothing does. Of an order: the keys. */
export function valueAt(document: WorkflowDocument, place: Place): unknown {
  let [value, shape]: [unknown, Shape] = [document, documentShape]
  for (const key of place) {
    if (shape.kind === 'list') {
      const items = keyed(shape, Array.isArray(value) ? value : [])
      value = key === ORDER ? [...items.keys()] : items.get(key)
      shape = shape.item
    } else {
      value = isFields(value) ? value[key] : undefined
      shape = fieldShape(shape, key)
    }
  }
  return value
}

export interface Setting {
  readonly place: Place
  /** `undefined` takes away what is there. */
  readonly value: unknown
  /** Key of the item that a new item of a list follows; the list's end when it is not there. */
  readonly after?: string
}

/** The document with one value of a clash in its place. */
export function withValueAt(document: WorkflowDocument, setting: Setting): WorkflowDocument {
  // a value of another document of this shape
  return placed({ value: document, shape: documentShape, setting }, setting.place) as WorkflowDocument
}

interface Placing {
  readonly value: unknown
  readonly shape: Shape
  readonly setting: Setting
}

function placed({ value, shape, setting }: Placing, [key, ...rest]: Place): unknown {
  if (key === undefined) return setting.value
  if (shape.kind === 'list') return placedInList({ items: keyed(shape, Array.isArray(value) ? value : []), shape: shape.item, setting }, key, rest)
  const fields = isFields(value) ? value : {}
  const inner = placed({ value: fields[key], shape: fieldShape(shape, key), setting }, rest)
  if (inner !== undefined) return { ...fields, [key]: inner }
  const { [key]: _gone, ...others } = fields
  return others
}

function placedInList({ items, shape, setting }: { readonly items: ReadonlyMap<string, unknown>; readonly shape: Shape; readonly setting: Setting }, key: string, rest: Place): unknown {
  if (key === ORDER) return inOrder(items, Array.isArray(setting.value) ? setting.value.map(String) : [])
  const inner = placed({ value: items.get(key), shape, setting }, rest)
  if (inner === undefined) return [...items].flatMap(([name, item]) => (name === key ? [] : [item]))
  if (items.has(key)) return [...items].map(([name, item]) => (name === key ? inner : item))
  const keys = [...items.keys()]
  const at = setting.after === undefined ? 0 : keys.indexOf(setting.after) + 1 || keys.length
  return [...items.values()].toSpliced(at, 0, inner)
}

/** What the order does not know stays behind what it follows now. */
function inOrder(items: ReadonlyMap<string, unknown>, order: readonly string[]): readonly unknown[] {
  const known = new Set(order.filter((key) => items.has(key)))
  const groups = new Map<string | undefined, string[]>([[undefined, []]])
  let leader: string | undefined
  for (const key of items.keys()) {
    if (known.has(key)) groups.set((leader = key), [key])
    else groups.get(leader)?.push(key)
  }
  return [undefined, ...known].flatMap((key) => groups.get(key) ?? []).map((key) => items.get(key))
}
