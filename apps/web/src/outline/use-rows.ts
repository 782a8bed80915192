import { useMemo, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { useEditor } from '../store/editor-context.tsx'
import { type OutlineRow, outlineRows } from './outline-rows.ts'

export interface Rows {
  readonly rows: readonly OutlineRow[]
  /** Where the keys are; -1 only when there is no row at all. */
  readonly at: number
  readonly go: (row: OutlineRow | undefined) => void
  /** Selects all steps from where the last walk ended up to a row. */
  readonly extend: (row: OutlineRow | undefined) => void
  /** Takes a row's step into the selection, or out of it. */
  readonly toggle: (row: OutlineRow) => void
  readonly setOpen: (row: OutlineRow, open: boolean) => void
}

/** The rows in sight, and the one that the keys mean: what is selected in the drawing is the place here too. */
export function useRows(): Rows {
  const document = useEditor((state) => state.document)
  const selection = useEditor((state) => state.selection)
  const select = useEditor((state) => state.select)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState('')
  const [anchor, setAnchor] = useState('')
  /** What Shift and Ctrl made of the selection here: the place stays while it is that. */
  const [stretched, setStretched] = useState<ReadonlySet<string>>()
  const chosen = useMemo(() => [...selection].find((id) => locate(document, id)), [document, selection])
  // a selected step is never hidden by what was closed around it
  const shut = useMemo(() => new Set([...closed].filter((id) => chosen === undefined || !around(id, chosen, locate(document, chosen)?.scope.kind))), [closed, chosen, document])
  const rows = useMemo(() => outlineRows(document, shut), [document, shut])
  const at = useMemo(() => {
    const kept = rows.findIndex((row) => row.id === last && (stretched === selection || (row.kind === 'step' ? selection.has(row.path) || !chosen : !chosen)))
    if (kept !== -1) return kept
    const there = chosen === undefined ? -1 : rows.findIndex((row) => row.kind === 'step' && row.path === chosen)
    return there === -1 ? Math.min(0, rows.length - 1) : there
  }, [rows, last, selection, chosen, stretched])
  const stretch = (next: ReadonlySet<string>) => {
    // an equal selection is no new one
    setStretched(next.size === selection.size && [...next].every((id) => selection.has(id)) ? selection : next)
    select(next)
  }

  return {
    rows,
    at,
    go: (row) => {
      if (!row) return
      setLast(row.id)
      setAnchor(row.id)
      select(new Set(row.kind === 'step' ? [row.path] : []))
    },
    extend: (row) => {
      if (!row) return
      const start = rows.findIndex(({ id }) => id === anchor)
      const [from, to] = [start === -1 ? at : start, rows.indexOf(row)].toSorted((left, right) => left - right)
      if (start === -1) setAnchor(rows[at]?.id ?? '')
      setLast(row.id)
      stretch(new Set(rows.slice(from, (to ?? 0) + 1).flatMap((each) => (each.kind === 'step' ? [each.path] : []))))
    },
    toggle: (row) => {
      if (row.kind !== 'step') return
      const next = new Set([...selection].filter((id) => locate(document, id)))
      if (!next.delete(row.path)) next.add(row.path)
      setLast(row.id)
      setAnchor(row.id)
      stretch(next)
    },
    setOpen: (row, open) => {
      const next = new Set(shut)
      if (open) next.delete(row.id)
      else next.add(row.id)
      setClosed(next)
    },
  }
}

const sectionOf: { readonly [scope: string]: string } = { handlers: '#handlers', failure: '#failure' }

function around(id: string, path: string, scope: string | undefined): boolean {
  if (id.startsWith('#')) return id === (sectionOf[scope ?? ''] ?? '#steps')
  return path.startsWith(`${id.replace(/#.*$/, '')}.`)
}
