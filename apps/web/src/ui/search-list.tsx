import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react'
import field from './field.module.css'
import styles from './search-list.module.css'

export interface SearchRow {
  readonly value: string
  /** What it is searched by, in small letters. */
  readonly text: string
  readonly shown: ReactNode
}

export interface SearchListProps {
  /** What is searched, in words. */
  readonly label: string
  readonly placeholder: string
  readonly rows: readonly SearchRow[]
  /** What stands there when there is nothing at all. */
  readonly nothing: string
  readonly onPick: (value: string) => void
}

const most = 60

function matching(rows: readonly SearchRow[], query: string): readonly SearchRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ text }) => words.every((word) => text.includes(word)))
}

/** A list that a word or two narrow down; the arrows walk through it and Enter takes a row. Of thousands, some are shown. */
export function SearchList({ label, placeholder, rows, nothing, onPick }: SearchListProps) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const found = matching(rows, useDeferredValue(query))
  const shown = found.slice(0, most)
  const at = Math.min(active, shown.length - 1)
  const go = (to: number) => {
    setActive(to)
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' })
  }
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    // the list may be a moment behind what is typed, and Enter means what is typed
    const row = event.key === 'Enter' ? matching(rows, query)[Math.max(0, at)] : undefined
    if (by !== 0) go(Math.max(0, Math.min(shown.length - 1, at + by)))
    else if (row) onPick(row.value)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className={field.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown.length ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label={label} className={styles.list}>
        {shown.map((row, index) => (
          <div key={row.value} id={`${id}-${index}`} role="option" aria-selected={index === at} data-active={index === at ? '' : undefined} className={styles.row} onClick={() => onPick(row.value)}>
            {row.shown}
          </div>
        ))}
        {found.length === 0 ? <p className={styles.note}>{rows.length === 0 ? nothing : 'Nothing is called that.'}</p> : null}
        {found.length > most ? <p className={styles.note}>{found.length - most} more: search for them.</p> : null}
      </div>
    </>
  )
}
