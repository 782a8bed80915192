import type { KeyboardEvent } from 'react'
import type { OutlineRow } from './outline-rows.ts'
import type { Rows } from './use-rows.ts'

export interface OutlineVerbs {
  readonly rename: (row: OutlineRow) => void
  readonly remove: (row: OutlineRow) => boolean
  readonly move: (row: OutlineRow, by: -1 | 1) => void
  readonly add: (row: OutlineRow) => void
  readonly open: (row: OutlineRow) => void
  readonly leave: () => void
}

/** What was typed so far of a row's first letters. */
export interface Typed {
  text: string
  at: number
}

/** Letters that come slower than this begin another word. */
const pause = 700

export interface OutlineKeys {
  readonly rows: Rows
  readonly verbs: OutlineVerbs
  readonly typed: Typed
}

/** The keys of a tree, as ARIA describes them, and those that edit. Returns whether the key was one of them. */
export function pressed(event: KeyboardEvent, { rows, verbs, typed }: OutlineKeys): boolean {
  const row = rows.rows[rows.at]
  if (!row) return false
  if (event.altKey) return movedBy(event, row, verbs)
  if (event.ctrlKey || event.metaKey) return false
  if (extended(event, rows)) return true
  const act = walks[event.key] ?? edits[event.key]
  if (act) return act(rows, row, verbs) !== false
  if (!isLetter(event.key)) return false
  // only the first letter of a word can be the key that adds
  if (event.key === 'a' && (typed.text === '' || event.timeStamp - typed.at > pause)) verbs.add(row)
  else search(rows, typed, event)
  return true
}

/** Space, / and ? are the keys of others. */
function isLetter(key: string): boolean {
  return key.length === 1 && !' /?'.includes(key)
}

function movedBy({ key }: KeyboardEvent, row: OutlineRow, verbs: OutlineVerbs): boolean {
  const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined
  if (by) verbs.move(row, by)
  return by !== undefined
}

/** How far Shift and a key stretch the selection, in rows. */
const ranges: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity }

function extended({ key, shiftKey }: KeyboardEvent, { rows, at, extend }: Rows): boolean {
  const by = shiftKey ? ranges[key] : undefined
  if (by === undefined) return false
  extend(rows[Math.max(0, Math.min(rows.length - 1, at + by))])
  return true
}

type Act = (rows: Rows, row: OutlineRow, verbs: OutlineVerbs) => boolean | void

const step = (by: number) => (rows: Rows) => rows.go(rows.rows[Math.max(0, Math.min(rows.rows.length - 1, rows.at + by))])

const walks: { readonly [key: string]: Act } = {
  ArrowDown: step(1),
  ArrowUp: step(-1),
  PageDown: step(12),
  PageUp: step(-12),
  Home: (rows) => rows.go(rows.rows[0]),
  End: (rows) => rows.go(rows.rows.at(-1)),
  ArrowRight: (rows, row) => {
    if (row.open === false) rows.setOpen(row, true)
    else if (row.open && rows.rows[rows.at + 1]?.parent === row.id) rows.go(rows.rows[rows.at + 1])
  },
  ArrowLeft: (rows, row) => {
    if (row.open) rows.setOpen(row, false)
    else rows.go(rows.rows.find((other) => other.id === row.parent))
  },
}

const edits: { readonly [key: string]: Act } = {
  Enter: (rows, row, verbs) => {
    if (row.kind === 'section' || row.kind === 'branch') rows.setOpen(row, row.open === false)
    else verbs.open(row)
  },
  F2: (_, row, verbs) => verbs.rename(row),
  Delete: (_, row, verbs) => verbs.remove(row),
  Backspace: (_, row, verbs) => verbs.remove(row),
  Escape: (_, __, verbs) => verbs.leave(),
}

/** Goes to the next row that begins with what was typed; one letter again and again goes through them all. */
function search({ rows, at, go }: Rows, typed: Typed, { key, timeStamp }: KeyboardEvent): void {
  const text = (timeStamp - typed.at > pause ? '' : typed.text) + key.toLowerCase()
  typed.text = text
  typed.at = timeStamp
  const same = text === text.charAt(0).repeat(text.length)
  const start = text.length === 1 || same ? at + 1 : at
  const wanted = same ? text.slice(0, 1) : text
  for (let away = 0; away < rows.length; away++) {
    const row = rows[(start + away) % rows.length]
    if (row?.label.toLowerCase().startsWith(wanted)) return go(row)
  }
}
