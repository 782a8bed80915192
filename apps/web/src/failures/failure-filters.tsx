import { Search } from 'lucide-react'
import field from '../ui/field.module.css'
import { Select } from '../ui/select.tsx'
import { WorkflowChoice } from '../ui/workflow-choice.tsx'
import { failuresAddress, type FailureFilter } from './failure-filter.ts'
import styles from './failures.module.css'

interface FailureFiltersProps {
  readonly filter: FailureFilter
  readonly onFilter: (filter: FailureFilter, typing?: boolean) => void
}

const states = [{ value: 'open', label: 'Open' }, { value: 'resolved', label: 'Resolved' }, { value: 'all', label: 'All' }] as const
const spans = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '0', label: 'Any time' },
]

/** Narrows the failures down; what is chosen is in the address. */
export function FailureFilters({ filter, onFilter }: FailureFiltersProps) {
  const { workflowId: _, ...anyWorkflow } = filter
  const days = String(filter.days)
  const options = spans.some(({ value }) => value === days) ? spans : [...spans, { value: days, label: `Last ${days} days` }]
  return (
    <section className={styles.filters} aria-label="Filters">
      <nav className={styles.states} aria-label="States">
        {states.map(({ value, label }) => <a key={value} href={failuresAddress({ ...filter, state: value })} aria-current={filter.state === value ? 'page' : undefined}>{label}</a>)}
      </nav>
      <div className={styles.search}>
        <Search size={14} aria-hidden />
        <input type="search" className={field.input} aria-label="Words of the failure" placeholder="Words of the failure, its owner or its workflow" value={filter.words} spellCheck={false} onChange={(event) => onFilter({ ...filter, words: event.target.value }, true)} />
      </div>
      <WorkflowChoice workflowId={filter.workflowId} onChange={(workflowId) => onFilter(workflowId === undefined ? anyWorkflow : { ...anyWorkflow, workflowId })} />
      <Select label="Failed" value={days} options={options} onChange={(value) => onFilter({ ...filter, days: Number(value) })} />
    </section>
  )
}
