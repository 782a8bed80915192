import type { ErrorRule } from '@eddy/workflow'
import { useState } from 'react'
import { patched } from '../store/command/patch.ts'
import type { ExpressionData } from '../ui/expression-editor/expression-data.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { CommonErrors } from './common-errors.tsx'
import { AddButton } from './add-button.tsx'
import { DurationField } from './duration-field.tsx'
import { replaced, without } from './list-edit.ts'
import { PolicyRow } from './policy-row.tsx'
import { ruleText } from './policy-text.ts'
import { useRowKeys } from './row-keys.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'
import { useDataOf } from './use-data-of.ts'

const endings: readonly SelectOption[] = [
  { value: 'retry', label: 'try again' },
  { value: 'continue', label: 'go on with a value' },
  { value: 'fail', label: 'fail' },
  { value: 'halt', label: 'halt the run' },
]

const none: readonly ErrorRule[] = []

/** What to do about an error; the first rule that fits decides. */
export function ErrorRulesSection({ found, change }: SectionOf) {
  const [added, setAdded] = useState<number>()
  const data = useDataOf(found)
  const rules = found.step.onError ?? none
  const keys = useRowKeys(rules)
  const add = () => {
    setAdded(rules.length)
    change({ onError: [...rules, { when: "error.code = 'HTTP_429'", then: 'retry' }] })
  }
  return (
    <Section title="When it fails" action={<AddButton label="Add rule" onClick={add} />} {...(rules.length ? {} : { note: 'The run fails and rolls back.' })}>
      {rules.map((rule, at) => (
        <PolicyRow key={keys[at]} label={`Rule ${at + 1}`} sentence={ruleText(rule, found.step.retry?.max)} startOpen={added === at} onRemove={() => change({ onError: without(rules, at) })}>
          <RuleFields kind={found.step.kind} rule={rule} number={at + 1} data={data.error} onChange={(next) => change({ onError: replaced(rules, at, next) })} />
        </PolicyRow>
      ))}
    </Section>
  )
}

interface RuleFieldsProps {
  readonly rule: ErrorRule
  readonly number: number
  /** Of the step: it says which errors it knows. */
  readonly kind: string
  readonly data: ExpressionData
  readonly onChange: (rule: ErrorRule) => void
}

function RuleFields({ rule, number, kind, data, onChange }: RuleFieldsProps) {
  const { when, then, value, delay } = rule
  const ending = (to: string) => {
    if (to === 'retry' || to === 'continue' || to === 'fail' || to === 'halt') onChange({ ...rule, then: to })
  }
  return (
    <>
      <CommonErrors number={number} kind={kind} onPick={(next) => onChange({ ...rule, when: next })} />
      <ExpressionField hint="A condition over error, attempt and arguments; the first rule that holds decides." label={`Rule ${number}: if`} placeholder="error.code = 'STEP_TIMEOUT'" data={data} value={when} onChange={(next) => onChange({ ...rule, when: next })} />
      <Select label={`Rule ${number}: then`} value={then} options={endings} onChange={ending} />
      {then === 'continue' || then === 'halt' ? (
        <ExpressionField label={`Rule ${number}: value`} placeholder="null" data={data} value={value ?? ''} onChange={(next) => onChange(patched(rule, { value: next || undefined }))} />
      ) : null}
      {then === 'retry' ? <DurationField label="After" hint="In place of the wait between tries." value={delay} onChange={(next) => onChange(patched(rule, { delay: next }))} /> : null}
    </>
  )
}
