import type { KindContract } from '@eddy/workflow'
import { Search, Undo2 } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { undoTitle } from '../store/undo-title.ts'
import { KindTile } from '../ui/kind-tile.tsx'
import { groupKinds, searchKinds } from './search-kinds.ts'
import styles from './kind-list.module.css'

/** What was asked for besides the kind. */
export interface KindPick {
  readonly withUndo: boolean
  /** What the step is called: a person has looked for it by that. */
  readonly title?: string
}

export interface KindListProps {
  readonly kinds: readonly KindContract[]
  readonly onPick: (kind: KindContract, how: KindPick) => void
  /** Makes the rows draggable. */
  readonly onDragStart?: ((event: DragEvent, kind: KindContract, title?: string) => void) | undefined
  readonly autoFocus?: boolean
  /** A kind to offer first, with the words that say why. */
  readonly first?: { readonly kind: string; readonly label: string } | undefined
  /** Kinds that are left out, and in words why. */
  readonly misfits?: ReadonlyMap<string, string> | undefined
  /** Kinds that leave something behind are offered together with what undoes them: all of them, or those that have been given a name. */
  readonly undos?: 'all' | 'named' | undefined
  /** False: what was looked for is not what the step is called. */
  readonly named?: boolean
}

/** What does nearly everything, for whoever looks for the name of their own step. */
const general = ['http.request', 'code', 'expression'] as const

/** All kinds of steps, searchable. Arrow keys move through the rows from the search field on. */
export function KindList({ kinds, onPick, onDragStart, autoFocus = false, first, misfits = noMisfits, undos, named = true }: KindListProps) {
  const [query, setQuery] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const { all, found, head, others, best, title } = choicesOf({ kinds, query, first, misfits, named })
  const pick = (kind: KindContract, withUndo: boolean) => onPick(kind, { withUndo, ...(title === undefined ? {} : { title }) })

  const keys = (event: KeyboardEvent) => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    if (event.key === 'Enter' && at === -1) {
      event.preventDefault()
      if (best) pick(best, false)
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      rows[Math.min(at + 1, rows.length - 1)]?.focus()
    } else if (event.key === 'ArrowUp' && at > 0) {
      event.preventDefault()
      rows[at - 1]?.focus()
    }
  }

  const entered = autoFocus || query !== '' ? best : undefined
  const row = (kind: KindContract, label?: string) => <KindRow key={kind.kind} kind={kind} title={title} label={label} entered={kind === entered} stop={kind === best} onPick={pick} onDragStart={onDragStart} />
  const twice = undos === 'all' || (undos === 'named' && title !== undefined)
  const rows = (kind: KindContract) => [row(kind), ...(twice && leaves(kind) ? [<UndoneRow key={`${kind.kind}+undo`} kind={kind} title={title} onPick={pick} />] : [])]

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
        {head ? row(head, first?.label) : null}
        {groupKinds(found).map(([group, members]) => (
          <section key={group} aria-label={group}>
            <h2 className={styles.group}>{group}</h2>
            {members.filter((kind) => kind !== head).flatMap(rows)}
          </section>
        ))}
        {all.length === 0 ? <Nothing query={query} named={named}>{others.flatMap(rows)}</Nothing> : null}
        <Misfits kinds={all} misfits={misfits} searched={query !== ''} />
      </div>
    </div>
  )
}

interface Choices {
  readonly all: readonly KindContract[]
  /** Those that fit. */
  readonly found: readonly KindContract[]
  readonly head: KindContract | undefined
  /** What is offered where nothing is found. */
  readonly others: readonly KindContract[]
  /** What Enter takes while the search has the focus. */
  readonly best: KindContract | undefined
  /** Nothing is called what was looked for: then it is what the step is to be called. */
  readonly title: string | undefined
}

function choicesOf({ kinds, query, first, misfits = noMisfits, named }: Pick<KindListProps, 'kinds' | 'first' | 'misfits'> & { readonly query: string; readonly named: boolean }): Choices {
  const all = searchKinds(kinds, query)
  const found = all.filter(({ kind }) => !misfits.has(kind))
  const head = query === '' && first ? found.find((kind) => kind.kind === first.kind) : undefined
  const others = all.length === 0 ? general.flatMap((name) => kinds.find(({ kind }) => kind === name) ?? []) : []
  return { all, found, head, others, best: head ?? found[0] ?? others[0], title: named && all.length === 0 ? sentenceCase(query) : undefined }
}

interface RowProps extends Pick<KindListProps, 'onDragStart'> {
  readonly kind: KindContract
  readonly title: string | undefined
  readonly onPick: (kind: KindContract, withUndo: boolean) => void
}

function KindRow({ kind, title, label = title ?? kind.title, entered, stop, onPick, onDragStart }: RowProps & { readonly label: string | undefined; readonly entered: boolean; readonly stop: boolean }) {
  return (
    <button
      type="button"
      className={styles.row}
      data-pick={entered ? '' : undefined}
      // one stop for all: the arrow keys go on from there
      tabIndex={stop ? 0 : -1}
      title={kind.summary}
      draggable={onDragStart !== undefined}
      onDragStart={(event) => onDragStart?.(event, kind, title)}
      onClick={() => onPick(kind, false)}
    >
      <KindTile icon={kind.icon} group={kind.group} size="small" />
      <span className={styles.name}>
        {label}
        {title === undefined ? null : <span className={styles.under}>{kind.title}</span>}
      </span>
    </button>
  )
}

/** The step together with what undoes it, in one pick. */
function UndoneRow({ kind, title, onPick }: RowProps) {
  return (
    <button type="button" className={styles.row} data-with="undo" tabIndex={-1} title={kind.summary} onClick={() => onPick(kind, true)}>
      <Undo2 size={14} aria-hidden className={styles.undo} />
      <span className={styles.name}>
        {title === undefined ? `${kind.title}, with its undo` : title}
        {title === undefined ? null : <span className={styles.under}>with undo: {undoTitle(title)}</span>}
      </span>
    </button>
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
function Nothing({ query, named, children }: { readonly query: string; readonly named: boolean; readonly children: ReactNode }) {
  return (
    <>
      <p className={styles.none}>No step is called “{query}”. One of these can do it{named ? ', under that name' : ''}:</p>
      {children}
    </>
  )
}

function sentenceCase(query: string): string {
  const words = query.trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
