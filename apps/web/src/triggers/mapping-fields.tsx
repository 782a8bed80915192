import { useQuery } from '@tanstack/react-query'
import type { Json } from '@eddy/workflow'
import { useState } from 'react'
import { trpc } from '../trpc/client.ts'
import type { ExpressionData } from '../ui/expression-editor/expression-data.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { TriggerDraft, TriggerKind } from './trigger-types.ts'
import styles from './triggers.module.css'

export interface MappingFieldsProps {
  readonly workflowId: string
  readonly kind: TriggerKind
  readonly mapping: TriggerDraft['mapping']
  readonly filter: string
  readonly onChange: (part: Pick<TriggerDraft, 'mapping'> | Pick<TriggerDraft, 'filter'>) => void
}

const plain: { readonly [K in TriggerKind]: string } = { manual: 'The payload, as it is', api: 'The payload, as it is', webhook: 'The body, as it is', schedule: 'Nothing: the defaults', run: 'The value of the run, as it is', signal: 'The payload of the signal, as it is', file: 'Nothing: the defaults' }

/** How what arrives becomes the workflow's input, on a sample of it. */
export function MappingFields({ workflowId, kind, mapping, filter, onChange }: MappingFieldsProps) {
  const known = useQuery({ ...trpc.trigger.preview.queryOptions({ workflowId, kind, runs: { draft: true } }), staleTime: 60_000 })
  const [sample, setSample] = useState<Json>()
  const data: ExpressionData = { known: { sample: sample ?? known.data?.event ?? {} }, about: 'what arrives', edited: sample !== undefined, setSample }
  const inputs = known.data?.inputs ?? []
  return (
    <section className={styles.group} aria-label="Input">
      <h3>Input</h3>
      <Field label="The input is">
        <Select label="The input is" value={mapping === null ? 'plain' : 'mapped'} options={[{ value: 'mapped', label: 'Made by expressions' }, { value: 'plain', label: plain[kind] }]} onChange={(how) => onChange({ mapping: how === 'plain' ? null : {} })} />
      </Field>
      {known.isError ? <p role="alert" className={styles.error}>The inputs of the workflow could not be read: {known.error.message}</p> : null}
      {known.data && inputs.length === 0 ? <p className={styles.note}>The workflow takes no input.</p> : null}
      {mapping === null ? null : inputs.map(({ name, description, required, default: fallback }) => (
        <ExpressionField key={name} steady label={name} hint={description ?? (required === false || fallback !== undefined ? 'An expression over what arrives; left empty, its default.' : 'An expression over what arrives.')} data={data} value={mapping[name] ?? ''} onChange={(expr) => onChange({ mapping: { ...mapping, [name]: expr } })} />
      ))}
      {kind === 'manual' ? null : <ExpressionField steady label="Only when" hint="A condition over what arrives; left empty, always." data={data} value={filter} onChange={(next) => onChange({ filter: next })} />}
    </section>
  )
}
