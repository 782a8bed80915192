import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { Overlap, RunsChoice, TriggerDraft } from './trigger-types.ts'
import styles from './triggers.module.css'

export interface RunsFieldsProps {
  readonly workflowId: string
  readonly runs: RunsChoice
  readonly overlap: Overlap
  readonly onChange: (part: Partial<Pick<TriggerDraft, 'runs' | 'overlap'>>) => void
}

const environments = ['live', 'staging', 'dev'] as const
const overlaps: readonly { readonly value: Overlap; readonly label: string }[] = [{ value: 'allow', label: 'Starts beside it' }, { value: 'skip', label: 'Is skipped' }, { value: 'wait', label: 'Waits until it has ended' }]

/** Which version it runs, and what becomes of a run that would begin while another is under way. */
export function RunsFields({ workflowId, runs, overlap, onChange }: RunsFieldsProps) {
  const versions = useQuery({ ...trpc.version.list.queryOptions({ workflowId }), enabled: workflowId !== '' })
  const pointers = versions.data?.pointers ?? []
  const options = [
    ...environments.map((environment) => ({ value: environment, label: `What is ${environment}`, hint: versions.data ? pointsAt(pointers.find((pointer) => pointer.environment === environment)?.number) : '' })),
    ...(versions.data?.versions ?? []).map(({ number }) => ({ value: `v${number}`, label: `Version ${number}` })),
    { value: 'draft', label: 'The draft', hint: 'as it is drawn then' },
  ]
  const value = 'draft' in runs ? 'draft' : 'number' in runs ? `v${runs.number}` : runs.environment
  const unpublished = 'environment' in runs && versions.data !== undefined && !pointers.some(({ environment }) => environment === runs.environment)
  return (
    <div className={styles.pair}>
      <Field label="It runs" error={unpublished ? `No version is ${runs.environment} yet: nothing can start until one is published and ${runs.environment} points at it.` : undefined}>
        <Select label="It runs" value={value} options={options} onChange={(next) => onChange({ runs: choiceOf(next) })} />
      </Field>
      <Field label="While an earlier run is under way, a new one">
        <Select label="While an earlier run is under way, a new one" value={overlap} options={overlaps} onChange={(next) => onChange({ overlap: overlaps.find((known) => known.value === next)?.value ?? 'allow' })} />
      </Field>
    </div>
  )
}

function pointsAt(number: number | undefined): string {
  return number === undefined ? 'points nowhere yet' : `version ${number} now`
}

function choiceOf(value: string): RunsChoice {
  const environment = environments.find((known) => known === value)
  if (environment) return { environment }
  return value === 'draft' ? { draft: true } : { number: Number(value.slice(1)) }
}
