import type { Json } from '../document.ts'

/** One place where two values differ; a side that has nothing there is undefined. */
export interface Difference {
  /** `rooms[0].price`; empty for the value itself. */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
}

/** Where two values differ, in the order of their keys, at most `most` places. */
export function jsonDifferences(before: Json | undefined, after: Json | undefined, most = 50): readonly Difference[] {
  const found: Difference[] = []
  compare({ path: '', before, after }, found, most)
  return found
}

function compare(here: Difference, found: Difference[], most: number): void {
  const { path, before, after } = here
  if (found.length >= most || before === after) return
  if (isJsonList(before) && isJsonList(after)) {
    const length = Math.max(before.length, after.length)
    for (let index = 0; index < length; index += 1) compare({ path: `${path}[${index}]`, before: before[index], after: after[index] }, found, most)
  } else if (isJsonObject(before) && isJsonObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    for (const key of keys) compare({ path: path === '' ? key : `${path}.${key}`, before: before[key], after: after[key] }, found, most)
  } else found.push(here)
}

function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value in at most so many characters. */
export function shortJson(value: Json | undefined, most = 60): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}
