import type { KindContract } from '@eddy/workflow'
import { Search } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { KindTile } from '../ui/kind-tile.tsx'
import { groupKinds, searchKinds } from './search-kinds.ts'
import styles from './kind-list.module.css'

export interface KindListProps {
  readonly kinds: readonly KindContract[]
  readonly onPick: (kind: KindContract) => void
  /** Makes the rows draggable. */
  readonly onDragStart?: (event: DragEvent, kind: KindContract) => void
  readonly autoFocus?: boolean
  /** A kind to offer first, with the words that say why. */
  readonly first?: { readonly kind: string; readonly label: string }
}

/** What does nearly everything, for whoever looks for the name of their own step. */
const general = ['http.request', 'code', 'expression'] as const

/** All kinds of steps, searchable. Arrow keys move through the rows from the search field on. */
export function KindList({ kinds, onPick, onDragStart, autoFocus, first }: KindListProps) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const found = searchKinds(kinds, query)
  const head = query === '' && first ? found.find((kind) => kind.kind === first.kind) : undefined

  const keys = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    if (event.key === 'Enter' && at === -1) {
      event.preventDefault()
      const best = head ?? found[0]
      if (best) onPick(best)
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      rows[Math.min(at + 1, rows.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp' && at > 0) {
      event.preventDefault()
      rows[at - 1]?.focus()
    }
  }

  const pick = autoFocus || query ? (head ?? found[0]) : undefined
  const row = (kind: KindContract, label = kind.title) => (
    <button
      key={kind.kind}
      type="button"
      className={styles.row}
      data-pick={kind === pick ? '' : undefined}
      title={kind.summary}
      draggable={onDragStart !== undefined}
      onDragStart={(event) => onDragStart?.(event, kind)}
      onClick={() => onPick(kind)}
    >
      <KindTile icon={kind.icon} group={kind.group} size="small" />
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
            {members.filter((kind) => kind !== head || !first).map((kind) => row(kind))}
          </section>
        ))}
        {found.length === 0 ? <Nothing query={query}>{general.flatMap((name) => kinds.find(({ kind }) => kind === name) ?? []).map((kind) => row(kind))}</Nothing> : null}
      </div>
    </div>
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
