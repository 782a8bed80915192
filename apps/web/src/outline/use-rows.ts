import { useMemo, useState } from 'react'
import { locate } from '../store/document/locate.ts'
import { useEditor } from '../store/editor-context.tsx'
import { type OutlineRow, outlineRows } from './outline-rows.ts'

export interface Rows {
  readonly rows: readonly OutlineRow[]
  /** Where the keys are; -1 only when there is no row at all. */
  readonly at: number
  readonly go: (row: OutlineRow | undefined) => void
  readonly setOpen: (row: OutlineRow, open: boolean) => void
}

/** The rows in sight, and the one that the keys mean: what is selected in the drawing is the place here too. */
export function useRows(): Rows {
  const document = useEditor((state) => state.document)
  const selection = useEditor((state) => state.selection)
  const select = useEditor((state) => state.select)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState('')
  const chosen = useMemo(() => [...selection].find((id) => locate(document, id)), [document, selection])
  // a selected step is never hidden by what was closed around it
  const shut = useMemo(() => new Set([...closed].filter((id) => chosen === undefined || !around(id, chosen, locate(document, chosen)?.scope.kind))), [closed, chosen, document])
  const rows = useMemo(() => outlineRows(document, shut), [document, shut])
  const at = useMemo(() => {
    const kept = rows.findIndex((row) => row.id === last && (row.kind === 'step' ? selection.has(row.path) || !chosen : !chosen))
    if (kept !== -1) return kept
    const there = chosen === undefined ? -1 : rows.findIndex((row) => row.kind === 'step' && row.path === chosen)
    return there === -1 ? Math.min(0, rows.length - 1) : there
  }, [rows, last, selection, chosen])

  return {
    rows,
    at,
    go: (row) => {
      if (!row) return
      setLast(row.id)
      select(new Set(row.kind === 'step' ? [row.path] : []))
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
