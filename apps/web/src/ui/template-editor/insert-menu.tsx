import { Popover } from '@base-ui/react/popover'
import { Braces } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../icon-button.tsx'
import { type KnownValue, typeOf } from '../known-value.ts'
import overlay from '../overlay.module.css'
import { SearchList, type SearchRow } from '../search-list.tsx'
import styles from '../search-list.module.css'
import { useFocusAtOnce } from '../use-focus-at-once.ts'
import { type KnownPath, pathsOf } from './known-paths.ts'

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
  const focus = useFocusAtOnce()
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<IconButton label={`Insert into ${label}`} size="small" />}>
        <Braces size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" collisionPadding={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`} aria-label={`Insert into ${label}`} finalFocus={false} {...focus}>
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

function Paths({ known, about, onPick }: { readonly known: KnownValue; readonly about: string; readonly onPick: (path: string) => void }) {
  return <SearchList label={`Search ${about}`} placeholder={`Search ${about} by name or type`} rows={pathsOf(known).map(rowOf)} nothing="There is nothing yet: give the step an argument first." onPick={onPick} />
}

function rowOf({ path, known }: KnownPath): SearchRow {
  const type = typeOf(known)
  return { value: path, text: `${path} ${type}`.toLowerCase(), shown: <PathLine path={path} type={type} /> }
}

function PathLine({ path, type }: { readonly path: string; readonly type: string }) {
  return (
    <>
      <code>{path}</code>
      <span className={styles.detail}>{type === 'anything' ? '' : type}</span>
    </>
  )
}
