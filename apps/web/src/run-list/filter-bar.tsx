import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import field from '../ui/field.module.css'
import { Select } from '../ui/select.tsx'
import { WorkflowChoice } from '../ui/workflow-choice.tsx'
import { addressOf } from './filter-address.ts'
import { filterParts, without } from './filter-words.ts'
import { MoreFilters } from './more-filters.tsx'
import { StatusChoice } from './status-choice.tsx'
import styles from './filter-bar.module.css'
import type { FilterProps } from './filter-props.ts'

const hour = 3_600_000
const times = [
  { value: 'any', label: 'Any time' },
  { value: String(hour), label: 'Last hour' },
  { value: String(24 * hour), label: 'Last 24 hours' },
  { value: String(7 * 24 * hour), label: 'Last 7 days' },
  { value: String(30 * 24 * hour), label: 'Last 30 days' },
]

/** Narrows the list down. What is chosen is in the address, and nowhere else. */
export function FilterBar({ filter, onFilter }: FilterProps) {
  const parts = filterParts(filter)
  const { withinMs } = filter
  const within = withinMs === undefined ? 'any' : String(withinMs)
  const options = times.some(({ value }) => value === within) ? times : [...times, { value: within, label: `Last ${Math.round(Number(within) / 60_000)} minutes` }]
  return (
    <section className={styles.bar} aria-label="Filters">
      <div className={styles.fields}>
        <ErrorWords filter={filter} onFilter={onFilter} />
        <WorkflowChoice workflowId={filter.workflowId} onChange={(workflowId) => onFilter(workflowId === undefined ? without(filter, 'workflowId') : { ...filter, workflowId })} />
        <StatusChoice filter={filter} onFilter={onFilter} />
        <Select label="Started" value={within} options={options} onChange={(value) => onFilter(value === 'any' ? without(filter, 'withinMs') : { ...without(filter, 'since', 'until'), withinMs: Number(value) })} />
        <MoreFilters filter={filter} onFilter={onFilter} />
      </div>
      {parts.length > 0 && (
        <ul className={styles.parts} aria-label="Further conditions">
          {parts.map(({ text, without: rest }) => (
            <li key={text}><button type="button" className={styles.part} aria-label={`Remove the condition: ${text}`} onClick={() => onFilter(rest)}>{text} <X size={12} aria-hidden /></button></li>
          ))}
          {addressOf(filter) !== '/runs' && <li><Button size="small" tone="quiet" onClick={() => onFilter({})}>Clear all</Button></li>}
        </ul>
      )}
    </section>
  )
}

/** A pause in typing after which the list is asked for, in milliseconds. */
const PAUSE_MS = 250

function ErrorWords({ filter, onFilter }: FilterProps) {
  const given = filter.error ?? ''
  const [text, setText] = useState(given)
  const [told, setTold] = useState(given)
  const input = useRef<HTMLInputElement>(null)
  // the address was changed by something else
  if (told !== given) {
    setTold(given)
    if (given !== text.trim()) setText(given)
  }
  // typing comes to rest
  useEffect(() => {
    const meant = text.trim()
    if (meant === (filter.error ?? '')) return undefined
    const timer = setTimeout(() => onFilter(meant === '' ? without(filter, 'error') : { ...filter, error: meant }, true), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, filter, onFilter])
  // the key that goes to a search everywhere
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      const busy = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], [role=dialog], [role=menu], [role=listbox]') !== null
      if (event.key !== '/' || busy || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', keydown)
    return () => document.removeEventListener('keydown', keydown)
  }, [])
  return (
    <div className={styles.search}>
      <Search size={14} aria-hidden />
      <input ref={input} type="search" className={field.input} aria-label="Words of the error" aria-keyshortcuts="/" placeholder="Words of the error" value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
    </div>
  )
}
