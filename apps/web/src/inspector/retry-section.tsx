import { parseDuration, type Retry } from '@eddy/workflow'
import { TextField } from '../ui/text-field.tsx'
import { patched } from '../store/command/patch.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './step-panel.tsx'
import styles from './inspector.module.css'

/** How often and how patiently it is tried again. */
export function RetrySection({ found, change }: SectionOf) {
  const { retry, timeout } = found.step
  const backoff = retry?.backoff
  const max = (text: string) => {
    const number = Number(text)
    if (text === '' || number === 0) change({ retry: undefined })
    else if (text === 'unlimited') change({ retry: { ...retry, max: 'unlimited' } })
    else if (Number.isInteger(number) && number > 0) change({ retry: { ...retry, max: number } })
  }
  const back = (patch: Partial<Record<keyof NonNullable<Retry['backoff']>, string | number | undefined>>) => {
    const next = patched<object>({ ...backoff }, patch)
    change({ retry: patched<Retry>(retry ?? { max: 0 }, { backoff: Object.keys(next).length ? next : undefined }) })
  }
  return (
    <Section title="Retry and time limit">
      <div className={styles.row}>
        <TextField label="Further tries" lazy placeholder="0" value={retry ? String(retry.max) : ''} onChange={max} />
        <DurationField label="Time limit per try" value={timeout} onChange={(value) => change({ timeout: value })} />
      </div>
      {retry ? (
        <div className={styles.row}>
          <DurationField label="First wait" value={backoff?.initial} onChange={(initial) => back({ initial })} />
          <TextField label="Times" lazy placeholder="2" value={backoff?.factor === undefined ? '' : String(backoff.factor)} onChange={(text) => back({ factor: Number(text) > 0 ? Number(text) : undefined })} />
          <DurationField label="Longest wait" value={backoff?.max} onChange={(longest) => back({ max: longest })} />
        </div>
      ) : null}
    </Section>
  )
}

export interface DurationFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

/** An ISO 8601 duration; plain numbers are seconds. */
export function DurationField({ label, value, onChange }: DurationFieldProps) {
  const valid = value === undefined || parseDuration(value) !== undefined
  const change = (text: string) => onChange(text === '' ? undefined : /^\d+(\.\d+)?$/.test(text) ? `PT${text}S` : text)
  return <TextField label={label} lazy mono placeholder="PT5S" value={value ?? ''} onChange={change} error={valid ? undefined : 'For example PT5S or PT2M.'} />
}
