import type { Guard, Json } from '@eddy/workflow'
import { useState } from 'react'
import { patched } from '../store/command/patch.ts'
import type { ExpressionData } from '../ui/expression-editor/expression-data.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { AddButton } from './add-button.tsx'
import { JsonField } from './json-field.tsx'
import { replaced, without } from './list-edit.ts'
import { PolicyRow } from './policy-row.tsx'
import { guardText } from './policy-text.ts'
import { useRowKeys } from './row-keys.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'
import { useDataOf } from './use-data-of.ts'
import styles from './inspector.module.css'

const ways: readonly SelectOption[] = [
  { value: 'value', label: 'skip with a value' },
  { value: 'fail', label: 'fail' },
  { value: 'halt', label: 'halt the run' },
]

const none: readonly Guard[] = []

/** Conditions that must hold before each attempt. */
export function GuardsSection({ found, change }: SectionOf) {
  const [added, setAdded] = useState<number>()
  const data = useDataOf(found)
  const guards = found.step.guards ?? none
  const keys = useRowKeys(guards)
  const add = () => {
    setAdded(guards.length)
    change({ guards: [...guards, { when: 'true' }] })
  }
  return (
    <Section title="Only if" note="Asked before each try, in this order; the first that does not hold decides." action={<AddButton label="Add guard" onClick={add} />}>
      {guards.map((guard, at) => (
        <PolicyRow key={keys[at]} label={`Guard ${at + 1}`} sentence={guardText(guard)} startOpen={added === at} onRemove={() => change({ guards: without(guards, at) })}>
          <GuardFields guard={guard} number={at + 1} data={data.arguments} onChange={(next) => change({ guards: replaced(guards, at, next) })} />
        </PolicyRow>
      ))}
    </Section>
  )
}

interface GuardFieldsProps {
  readonly guard: Guard
  readonly number: number
  readonly data: ExpressionData
  readonly onChange: (guard: Guard) => void
}

function GuardFields({ guard, number, data, onChange }: GuardFieldsProps) {
  const { way, value } = endOf(guard)
  const set = (to: string, next: Json) => {
    const text = typeof next === 'string' ? next : JSON.stringify(next)
    const made = to === 'fail' ? { fail: next === null ? 'A guard did not hold.' : text } : to === 'halt' ? { halt: next } : { value: next }
    onChange(patched<Guard>(guard, { otherwise: made }))
  }
  return (
    <>
      <ExpressionField hint="A condition over the arguments. $context tells of the run, such as $context.attempt." label={`Guard ${number}: only when`} placeholder="amount > 1000" data={data} value={guard.when} onChange={(when) => onChange({ ...guard, when })} />
      <div className={styles.row}>
        <Select label={`Guard ${number}: otherwise`} value={way} options={ways} onChange={(to) => set(to, value)} />
        <JsonField label={`Guard ${number}: with`} bare value={value} onChange={(next) => set(way, next ?? null)} />
      </div>
    </>
  )
}

function endOf({ otherwise }: Guard): { readonly way: 'value' | 'fail' | 'halt'; readonly value: Json } {
  if (otherwise === undefined) return { way: 'value', value: null }
  if ('value' in otherwise) return { way: 'value', value: otherwise.value }
  return 'fail' in otherwise ? { way: 'fail', value: otherwise.fail } : { way: 'halt', value: otherwise.halt }
}
