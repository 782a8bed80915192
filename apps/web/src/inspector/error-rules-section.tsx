import type { ErrorRule } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { Select, type SelectOption } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { replaced, without } from './list-edit.ts'
import { RemoveButton } from './remove-button.tsx'
import { DurationField } from './retry-section.tsx'
import { Section } from './section.tsx'
import type { SectionOf } from './step-panel.tsx'
import styles from './inspector.module.css'

const endings: readonly SelectOption[] = [
  { value: 'retry', label: 'try again' },
  { value: 'continue', label: 'go on with a value' },
  { value: 'fail', label: 'fail' },
  { value: 'halt', label: 'halt the run' },
]

/** What to do about an error; the first rule that fits decides. */
export function ErrorRulesSection({ found, change }: SectionOf) {
  const rules = found.step.onError ?? []
  const add = () => change({ onError: [...rules, { when: 'true', then: 'retry' }] })
  return (
    <Section title="When it fails" action={<AddButton label="Add rule" onClick={add} />} {...(rules.length ? {} : { note: 'The run fails and rolls back.' })}>
      {rules.map((rule, at) => (
        <RuleEntry key={at} rule={rule} number={at + 1} onChange={(next) => change({ onError: replaced(rules, at, next) })} onRemove={() => change({ onError: without(rules, at) })} />
      ))}
    </Section>
  )
}

interface RuleEntryProps {
  readonly rule: ErrorRule
  readonly number: number
  readonly onChange: (rule: ErrorRule) => void
  readonly onRemove: () => void
}

function RuleEntry({ rule, number, onChange, onRemove }: RuleEntryProps) {
  const ending = (then: string) => {
    if (then === 'retry' || then === 'continue' || then === 'fail' || then === 'halt') onChange({ ...rule, then })
  }
  return (
    <div className={styles.entry} role="group" aria-label={`Rule ${number}`}>
      <div className={styles.row}>
        <TextField label={`Rule ${number}: if`} mono lazy value={rule.when} placeholder="error.code = 'STEP_TIMEOUT'" onChange={(when) => onChange({ ...rule, when })} />
        <RemoveButton label={`Remove rule ${number}`} onClick={onRemove} />
      </div>
      <Select label={`Rule ${number}: then`} value={rule.then} options={endings} onChange={ending} />
      {rule.then === 'continue' ? <TextField label="Value" mono lazy value={rule.value ?? ''} onChange={(value) => onChange(patched(rule, { value: value || undefined }))} /> : null}
      {rule.then === 'retry' ? <DurationField label="After" value={rule.delay} onChange={(delay) => onChange(patched(rule, { delay }))} /> : null}
    </div>
  )
}
