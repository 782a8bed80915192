import { Popover } from '@base-ui/react/popover'
import { ChevronsUpDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import field from './field.module.css'
import overlay from './overlay.module.css'
import { SearchList } from './search-list.tsx'
import styles from './search-list.module.css'
import { useFocusAtOnce } from './use-focus-at-once.ts'
import type { SelectOption } from './select.tsx'

export interface SearchChoiceProps {
  readonly label: string
  /** What is chosen, in words. */
  readonly shown: string
  /** Asked for while it is open: there may be thousands. */
  readonly options: () => readonly SelectOption[]
  readonly nothing: string
  readonly onChange: (value: string) => void
}

/** A choice out of many, found by typing. */
export function SearchChoice({ label, shown, options, nothing, onChange }: SearchChoiceProps) {
  const [open, setOpen] = useState(false)
  const focus = useFocusAtOnce()
  const pick = (value: string) => {
    setOpen(false)
    onChange(value)
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger aria-label={`${label}: ${shown}`} className={`${field.input} ${field.select}`}>
        <span className={field.value}>{shown}</span>
        <ChevronsUpDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="start" collisionPadding={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`} aria-label={label} {...focus}>
            {open ? <Options label={label} options={options} nothing={nothing} onPick={pick} /> : null}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Options({ label, options, nothing, onPick }: Pick<SearchChoiceProps, 'label' | 'options' | 'nothing'> & { readonly onPick: (value: string) => void }) {
  // they may arrive after it was opened
  const rows = useMemo(() => options().map(({ value, label: text }) => ({ value, text: `${text} ${value}`.toLowerCase(), shown: <span>{text}</span> })), [options])
  return <SearchList label={`Search: ${label}`} placeholder="Search by name" rows={rows} nothing={nothing} onPick={onPick} />
}
