import { Popover } from '@base-ui/react/popover'
import { Braces } from 'lucide-react'
import { type KeyboardEvent, useId, useState } from 'react'
import field from '../field.module.css'
import { IconButton } from '../icon-button.tsx'
import { type KnownValue, typeOf } from '../known-value.ts'
import overlay from '../overlay.module.css'
import { type KnownPath, pathsOf } from './known-paths.ts'
import styles from './template-input.module.css'

export interface InsertMenuProps {
  /** Of the field that it belongs to. */
  readonly label: string
  readonly known: KnownValue
  /** What the data is, in words. */
  readonly about: string
  readonly onInsert: (path: string) => void
}

/** Everything that an expression can name, to be put in at the caret. */
export function InsertMenu({ label, known, about, onInsert }: InsertMenuProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<IconButton label={`Insert into ${label}`} size="small" />}>
        <Braces size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" collisionPadding={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`} aria-label={`Insert into ${label}`} finalFocus={false}>
            <Paths
              known={known}
              about={about}
              onPick={(path) => {
                setOpen(false)
                onInsert(path)
              }}
            />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

const shown = 60

function Paths({ known, about, onPick }: { readonly known: KnownValue; readonly about: string; readonly onPick: (path: string) => void }) {
  const id = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = pathsOf(known).filter((row) => words.every((word) => textOf(row).includes(word))).slice(0, shown)
  const at = Math.min(active, rows.length - 1)
  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const row = rows[at]
    if (by !== 0) setActive(Math.max(0, Math.min(rows.length - 1, at + by)))
    else if (event.key === 'Enter' && row) onPick(row.path)
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        className={field.input}
        role="combobox"
        aria-label={`Search ${about}`}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={rows.length ? `${id}-${at}` : undefined}
        placeholder={`Search ${about} by name or type`}
        value={query}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={press}
      />
      <div id={`${id}-list`} role="listbox" aria-label="What can be put in" className={styles.list}>
        {rows.map((row, index) => (
          <div key={row.path} id={`${id}-${index}`} role="option" aria-selected={index === at} data-active={index === at ? '' : undefined} className={styles.row} onClick={() => onPick(row.path)}>
            <code>{row.path}</code>
            <span>{typeOf(row.known)}</span>
          </div>
        ))}
        {rows.length === 0 ? <p className={styles.empty}>{query === '' ? 'There is nothing yet: give the step an argument first.' : 'Nothing is called that.'}</p> : null}
      </div>
    </>
  )
}

function textOf({ path, known }: KnownPath): string {
  return `${path} ${typeOf(known)}`.toLowerCase()
}
