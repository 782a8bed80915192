import { Menu } from '@base-ui/react/menu'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import type { RunStatus } from '@eddy/engine'
import field from '../ui/field.module.css'
import overlay from '../ui/overlay.module.css'
import { wordOfRun } from '../ui/run-status.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import type { FilterProps } from './filter-props.ts'
import { without } from './filter-words.ts'
import { useRunCount } from './use-run-count.ts'
import styles from './filter-bar.module.css'

const statuses = Object.keys(wordOfRun) as readonly RunStatus[]

/** Any number of states, each with how many runs are in it now. */
export function StatusChoice({ filter, onFilter }: FilterProps) {
  const [open, setOpen] = useState(false)
  const chosen = filter.status ?? []
  const [first] = chosen
  const shown = first === undefined ? 'All states' : chosen.length === 1 ? wordOfRun[first].word : `${chosen.length} states`
  const choose = (next: readonly RunStatus[]) => onFilter(next.length === 0 ? without(filter, 'status') : { ...filter, status: statuses.filter((status) => next.includes(status)) })
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger aria-label={`State: ${shown}`} className={`${field.input} ${field.select}`}>
        <span className={field.value}>{shown}</span>
        <ChevronsUpDown size={14} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className={overlay.positioner}>
          <Menu.Popup className={overlay.popup}>
            {open && <Statuses filter={filter} chosen={chosen} onChoose={choose} />}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

interface StatusesProps {
  readonly filter: FilterProps['filter']
  readonly chosen: readonly RunStatus[]
  readonly onChoose: (chosen: readonly RunStatus[]) => void
}

function Statuses({ filter, chosen, onChoose }: StatusesProps) {
  const counts = useRunCount(without(filter, 'status'))?.statuses
  return (
    <>
      {statuses.map((status) => {
        const { mark, word } = wordOfRun[status]
        return (
          <Menu.CheckboxItem key={status} className={overlay.item} checked={chosen.includes(status)} onCheckedChange={(checked) => onChoose(checked ? [...chosen, status] : chosen.filter((one) => one !== status))}>
            <span className={styles.tick}><Menu.CheckboxItemIndicator><Check size={14} aria-hidden /></Menu.CheckboxItemIndicator></span>
            <StatusMark status={mark} /> {word}
            <span className={overlay.hint}>{counts ? (counts[status] ?? 0).toLocaleString('en') : ''}</span>
          </Menu.CheckboxItem>
        )
      })}
    </>
  )
}
