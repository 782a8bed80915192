import { sameJson } from '@eddy/workflow'
import { useState } from 'react'

interface Rows<T> {
  readonly items: readonly T[]
  readonly keys: readonly number[]
  /** The next key that nothing has had. */
  readonly next: number
}

/**
 * Keys for the rows of a list whose items have no identity of their own. A row stays that of its item when others come and go, by hand or from
 * elsewhere: what is half typed in it never ends up in another one. An item is known by its content, then by its name, then by the order of
 * what is left.
 */
export function useRowKeys<T extends object>(items: readonly T[]): readonly number[] {
  const [rows, setRows] = useState<Rows<T>>(() => ({ items, keys: items.map((_, at) => at), next: items.length }))
  if (rows.items === items) return rows.keys
  const now = followRows(rows, items)
  // in the course of the drawing: with the next one the rows would have been drawn once for the wrong items
  setRows(now)
  return now.keys
}

export function followRows<T extends object>(before: Rows<T>, items: readonly T[]): Rows<T> {
  const free = new Set(before.keys.keys())
  const keys = new Array<number | undefined>(items.length).fill(undefined)
  const take = (fits: (item: T, old: T | undefined) => boolean) => {
    for (const [at, item] of items.entries()) {
      if (keys[at] !== undefined) continue
      const old = [...free].find((each) => fits(item, before.items[each]))
      if (old === undefined) continue
      free.delete(old)
      keys[at] = before.keys[old]
    }
  }
  take((item, old) => item === old)
  take(sameJson)
  take((item, old) => nameOf(item) !== undefined && nameOf(item) === nameOf(old))
  // what is left has changed by more than its place: as many as there were
  take(() => true)
  let { next } = before
  return { items, keys: keys.map((key) => key ?? next++), next }
}

function nameOf(item: object | undefined): unknown {
  return item && 'name' in item ? item.name : undefined
}
