import { Popover } from '@base-ui/react/popover'
import { SlidersHorizontal } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import field from '../ui/field.module.css'
import overlay from '../ui/overlay.module.css'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { FilterProps } from './filter-props.ts'
import { draftOf, problemOf, withDraft, type FilterDraft } from './filter-draft.ts'
import styles from './filter-bar.module.css'

const environments = [{ value: '', label: 'Any' }, ...['dev', 'staging', 'live'].map((value) => ({ value, label: value }))]
const canaries = [{ value: '', label: 'All runs' }, { value: 'yes', label: 'Canaries only' }]

/** The rarer conditions. They take effect together, by the button. */
export function MoreFilters({ filter, onFilter }: FilterProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button><SlidersHorizontal size={14} aria-hidden /> More filters</Button>} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" collisionPadding={8} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.popup}`} aria-label="More filters">
            {open && <Form filter={filter} onFilter={(next) => {
              setOpen(false)
              onFilter(next)
            }} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Form({ filter, onFilter }: FilterProps) {
  const [draft, setDraft] = useState(() => draftOf(filter))
  const [problem, setProblem] = useState<string>()
  const set = (change: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...change }))
  function submit(event: FormEvent) {
    event.preventDefault()
    const wrong = problemOf(filter, draft)
    setProblem(wrong)
    if (wrong === undefined) onFilter(withDraft(filter, draft))
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField label="Version" value={draft.version} onChange={(version) => set({ version })} placeholder="3, or draft" />
      <Field label="Environment"><Select label="Environment" value={draft.environment} options={environments} onChange={(environment) => set({ environment })} /></Field>
      <Moment label="Started at or after" value={draft.since} onChange={(since) => set({ since })} />
      <Moment label="Started before" value={draft.until} onChange={(until) => set({ until })} />
      <TextField label="Took at least (seconds)" value={draft.min} onChange={(min) => set({ min })} placeholder="0.5" />
      <TextField label="Took at most (seconds)" value={draft.max} onChange={(max) => set({ max })} />
      <TextField mono label="Path in the input" value={draft.path} onChange={(path) => set({ path })} placeholder="customer.country" />
      <TextField mono label="Its value" value={draft.equals} onChange={(equals) => set({ equals })} placeholder="NO" hint='JSON, or else text: "4" is not 4' />
      <Field label="Canaries"><Select label="Canaries" value={draft.canary} options={canaries} onChange={(canary) => set({ canary })} /></Field>
      <label className={`${field.checkbox} ${styles.left}`}><input type="checkbox" checked={draft.left} onChange={(event) => set({ left: event.target.checked })} /> Left something in place</label>
      <label className={`${field.checkbox} ${styles.left}`}><input type="checkbox" checked={draft.stuck} onChange={(event) => set({ stuck: event.target.checked })} /> Stands still, and nothing holds it up</label>
      {problem === undefined ? null : <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.buttons}><Button type="submit" tone="primary">Apply</Button></div>
    </form>
  )
}

function Moment({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return <Field label={label}><input type="datetime-local" aria-label={label} className={field.input} value={value} onChange={(event) => onChange(event.target.value)} /></Field>
}
