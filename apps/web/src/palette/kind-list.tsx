import type { KindContract } from '@eddy/workflow'
import { Search, Undo2 } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { KindTile } from '../ui/kind-tile.tsx'
import { groupKinds, searchKinds } from './search-kinds.ts'
import styles from './kind-list.module.css'

export interface KindListProps {
  readonly kinds: readonly KindContract[]
  readonly onPick: (kind: KindContract, withUndo: boolean) => void
  /** Makes the rows draggable. */
  readonly onDragStart?: (event: DragEvent, kind: KindContract) => void
  readonly autoFocus?: boolean
  /** A kind to offer first, with the words that say why. */
  readonly first?: { readonly kind: string; readonly label: string }
  /** Kinds that are left out, and in words why. */
  readonly misfits?: ReadonlyMap<string, string>
  /** Whether kinds that leave something behind are offered together with what undoes them. */
  readonly undos?: boolean
}

/** What does nearly everything, for whoever looks for the name of their own step. */
const general = ['http.request', 'code', 'expression'] as const

/** All kinds of steps, searchable. Arrow keys move through the rows from the search field on. */
export function KindList({ kinds, onPick, onDragStart, autoFocus, first, misfits = noMisfits, undos }: KindListProps) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const all = searchKinds(kinds, query)
  const found = all.filter(({ kind }) => !misfits.has(kind))
  const head = query === '' && first ? found.find((kind) => kind.kind === first.kind) : undefined

  const keys = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    if (event.key === 'Enter' && at === -1) {
      event.preventDefault()
      const best = head ?? found[0]
      if (best) onPick(best, false)
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      rows[Math.min(at + 1, rows.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp' && at > 0) {
      event.preventDefault()
      rows[at - 1]?.focus()
    }
  }

  const pick = autoFocus || query ? (head ?? found[0]) : undefined
  const row = (kind: KindContract, label = kind.title, withUndo = false) => (
    <button
      key={withUndo ? `${kind.kind}+undo` : kind.kind}
      type="button"
      className={styles.row}
      data-pick={kind === pick && !withUndo ? '' : undefined}
      data-with={withUndo ? 'undo' : undefined}
      title={kind.summary}
      draggable={onDragStart !== undefined}
      onDragStart={(event) => onDragStart?.(event, kind)}
      onClick={() => onPick(kind, withUndo)}
    >
      {withUndo ? <Undo2 size={14} aria-hidden className={styles.undo} /> : <KindTile icon={kind.icon} group={kind.group} size="small" />}
      <span className={styles.name}>{label}</span>
    </button>
  )

  return (
    <div className={styles.kinds} onKeyDown={keys}>
      <label className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          aria-label="Search steps"
          placeholder="Search steps"
          value={query}
          // the list opens because a person asked for it
          ref={(input) => {
            if (autoFocus) input?.focus({ preventScroll: true })
          }}
          onChange={(event) => setQuery(event.target.value)}
        />
        {onDragStart ? <kbd className={styles.key}>/</kbd> : null}
      </label>
      <div className={styles.scroll} ref={list}>
        {head && first ? row(head, first.label) : null}
        {groupKinds(found).map(([title, members]) => (
          <section key={title} aria-label={title}>
            <h2 className={styles.group}>{title}</h2>
            {members.filter((kind) => kind !== head || !first).flatMap((kind) => [row(kind), ...(undos && leaves(kind) ? [row(kind, `${kind.title}, with its undo`, true)] : [])])}
          </section>
        ))}
        {all.length === 0 ? <Nothing query={query}>{general.flatMap((name) => kinds.find(({ kind }) => kind === name) ?? []).map((kind) => row(kind))}</Nothing> : null}
        <Misfits kinds={all} misfits={misfits} searched={query !== ''} />
      </div>
    </div>
  )
}

const noMisfits: ReadonlyMap<string, string> = new Map()

/** What it does stays, unless a person says how it is undone. */
function leaves({ effects, builtInUndo, container }: KindContract): boolean {
  return (typeof effects === 'function' || effects.length > 0) && !builtInUndo && container === undefined
}

/** Who looks for a kind that is left out is told why at once. */
function Misfits({ kinds, misfits, searched }: { readonly kinds: readonly KindContract[]; readonly misfits: ReadonlyMap<string, string>; readonly searched: boolean }) {
  const [open, setOpen] = useState(false)
  const out = kinds.filter(({ kind }) => misfits.has(kind))
  if (out.length === 0) return null
  const shown = open || searched
  return (
    <section aria-label="Left out">
      {searched ? null : (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {out.length === 1 ? '1 step does not take it' : `${out.length} steps do not take it`}
        </button>
      )}
      {shown ? (
        <ul className={styles.misfits}>
          {out.map(({ kind, title }) => (
            <li key={kind}>
              {title} {misfits.get(kind)}.
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** A person looks for what the step should do, not for its kind. */
function Nothing({ query, children }: { readonly query: string; readonly children: ReactNode }) {
  return (
    <>
      <p className={styles.none}>No step is called “{query}”. One of these can do it, and you name it as you like:</p>
      {children}
    </>
  )
}
