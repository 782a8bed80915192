import type { Guard, Json } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { Select, type SelectOption } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { JsonField } from './json-field.tsx'
import { replaced, without } from './list-edit.ts'
import { RemoveButton } from './remove-button.tsx'
import { Section } from './section.tsx'
import type { SectionOf } from './step-panel.tsx'
import styles from './inspector.module.css'

const ways: readonly SelectOption[] = [
  { value: 'value', label: 'skip with a value' },
  { value: 'fail', label: 'fail' },
  { value: 'halt', label: 'halt the run' },
]

/** Conditions that must hold before each attempt. */
export function GuardsSection({ found, change }: SectionOf) {
  const guards = found.step.guards ?? []
  const add = () => change({ guards: [...guards, { when: 'true' }] })
  return (
    <Section title="Only if" action={<AddButton label="Add guard" onClick={add} />}>
      {guards.map((guard, at) => (
        <GuardEntry key={at} guard={guard} number={at + 1} onChange={(next) => change({ guards: replaced(guards, at, next) })} onRemove={() => change({ guards: without(guards, at) })} />
      ))}
    </Section>
  )
}

interface GuardEntryProps {
  readonly guard: Guard
  readonly number: number
  readonly onChange: (guard: Guard) => void
  readonly onRemove: () => void
}

function GuardEntry({ guard, number, onChange, onRemove }: GuardEntryProps) {
  const { otherwise } = guard
  const way = otherwise === undefined || 'value' in otherwise ? 'value' : 'fail' in otherwise ? 'fail' : 'halt'
  const value: Json = otherwise === undefined ? null : 'value' in otherwise ? otherwise.value : 'fail' in otherwise ? otherwise.fail : otherwise.halt
  const set = (to: string, next: Json) => {
    const text = typeof next === 'string' ? next : JSON.stringify(next)
    const made = to === 'fail' ? { fail: next === null ? 'A guard did not hold.' : text } : to === 'halt' ? { halt: next } : { value: next }
    onChange(patched<Guard>(guard, { otherwise: made }))
  }
  return (
    <div className={styles.entry} role="group" aria-label={`Guard ${number}`}>
      <div className={styles.row}>
        <TextField label={`Guard ${number}: only if`} mono lazy value={guard.when} onChange={(when) => onChange({ ...guard, when })} />
        <RemoveButton label={`Remove guard ${number}`} onClick={onRemove} />
      </div>
      <div className={styles.row}>
        <Select label={`Guard ${number}: otherwise`} value={way} options={ways} onChange={(to) => set(to, value)} />
        <JsonField label={`Guard ${number}: with`} bare value={value} onChange={(next) => set(way, next ?? null)} />
      </div>
    </div>
  )
}
