import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { RunRow } from './run-types.ts'
import { isPicked, nothingPicked, pick, type Selection } from './selection.ts'

interface TableKeysOptions {
  readonly rows: readonly RunRow[]
  readonly selection: Selection
  readonly onSelection: (selection: Selection) => void
  readonly onOpenRun: (runId: string) => void
  /** The first row that is drawn. */
  readonly first: number
  /** The row that the keys have gone to: it must come in sight, and gets the focus once it is drawn. */
  readonly moved: string | undefined
  readonly onMoved: (id: string | undefined) => void
}

export interface TableKeys {
  /** The row that has the focus, or had it last. */
  readonly active: string | undefined
  readonly onActive: (id: string) => void
  /** A box was clicked; with Shift, all from the last one that was. */
  readonly onPick: (id: string, range: boolean) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

const PAGE = 10

/** A grid's keys: arrows and J / K walk, Space and X pick, Shift+arrows pick on, Enter opens, M lists the verbs, Ctrl+A picks all, Esc none. */
export function useTableKeys({ rows, selection, onSelection, onOpenRun, first, moved, onMoved }: TableKeysOptions): TableKeys {
  const [active, setActive] = useState<string>()
  const anchor = useRef<string>(undefined)
  const latest = useRef({ rows, selection, onSelection })
  useEffect(() => {
    latest.current = { rows, selection, onSelection }
  })
  const grid = useRef<HTMLElement>(null)
  // the focus is the browser's; a row further off is there only once the list has been scrolled to it
  useEffect(() => {
    const row = moved === undefined ? undefined : grid.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(moved)}"]`)
    if (!row) return
    row.focus({ preventScroll: true })
    // clear of the head, which stays in sight
    row.scrollIntoView({ block: 'nearest' })
    onMoved(undefined)
  }, [moved, rows, first, onMoved])
  const onPick = useCallback((id: string, range: boolean) => {
    const now = latest.current
    const picked = !isPicked(now.selection, id)
    const ids = range && anchor.current !== undefined ? between(now.rows, anchor.current, id) : [id]
    anchor.current = id
    now.onSelection(pick(now.selection, ids, range || picked))
  }, [])
  const onActive = useCallback((id: string) => setActive(id), [])

  function walk(to: number, picking: boolean) {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (!row) return
    if (picking && active !== undefined) onSelection(pick(selection, [active, row.id], true))
    setActive(row.id)
    onMoved(row.id)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || !(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return
    grid.current = event.currentTarget
    const act = actOf(event, event.target)
    if (!act) return
    event.preventDefault()
    act()
  }

  function actOf(event: KeyboardEvent<HTMLElement>, target: HTMLElement): (() => void) | undefined {
    if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'a' ? () => onSelection(pick(selection, rows.map(({ id }) => id), true)) : undefined
    const at = rows.findIndex(({ id }) => id === active)
    const steps: { readonly [key: string]: number } = { arrowdown: at + 1, j: at + 1, arrowup: at - 1, k: at - 1, home: 0, end: rows.length - 1, pagedown: at + PAGE, pageup: at - PAGE }
    const to = steps[event.key.toLowerCase()]
    if (to !== undefined) return () => walk(to, event.shiftKey)
    if (event.key === 'Escape') return () => onSelection(nothingPicked)
    return ofRow(event.key.toLowerCase(), target)
  }

  function ofRow(key: string, target: HTMLElement): (() => void) | undefined {
    const id = target.dataset.run
    if (key === 'm' && active !== undefined) return () => target.closest('[role=row]')?.querySelector<HTMLElement>('[aria-haspopup]')?.click()
    // within a row, Enter and Space are its links' and buttons' own
    if (id === undefined) return undefined
    if (key === 'enter') return () => onOpenRun(id)
    return key === ' ' || key === 'x' ? () => onPick(id, false) : undefined
  }

  return { active: active !== undefined && rows.some(({ id }) => id === active) ? active : undefined, onActive, onPick, onKeyDown }
}

function between(rows: readonly RunRow[], one: string, other: string): readonly string[] {
  const ends = [one, other].map((id) => rows.findIndex((row) => row.id === id)).sort((a, b) => a - b)
  const [first = 0, last = 0] = ends
  return rows.slice(Math.max(0, first), last + 1).map(({ id }) => id)
}
