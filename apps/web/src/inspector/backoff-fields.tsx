import type { Backoff } from '@eddy/workflow'
import { patched, type Patch } from '../store/command/patch.ts'
import { TextField } from '../ui/text-field.tsx'
import { DurationField } from './duration-field.tsx'
import styles from './inspector.module.css'

export interface BackoffFieldsProps {
  readonly value: Backoff | undefined
  readonly onChange: (backoff: Backoff | undefined) => void
}

export function BackoffFields({ value = {}, onChange }: BackoffFieldsProps) {
  const set = (patch: Patch<Backoff>) => {
    const next = patched<Backoff>(value, patch)
    onChange(Object.keys(next).length ? next : undefined)
  }
  const percent = value.jitter === undefined ? '' : String(Math.round(value.jitter * 100))
  return (
    <>
      <div className={styles.row}>
        <DurationField label="First wait" hint="Before the second try." value={value.initial} onChange={(initial) => set({ initial })} />
        <DurationField label="Longest wait" hint="However often it was tried." value={value.max} onChange={(max) => set({ max })} />
      </div>
      <div className={styles.row}>
        <TextField label="Each time, times" lazy placeholder="2" hint="1: always the same." value={value.factor === undefined ? '' : String(value.factor)} onChange={(text) => set({ factor: Number(text) >= 1 ? Number(text) : undefined })} />
        <TextField label="At random, %" lazy placeholder="0" hint="Spreads tries of many runs." value={percent} onChange={(text) => set({ jitter: share(text) })} />
      </div>
    </>
  )
}

function share(text: string): number | undefined {
  const percent = Number(text)
  return text === '' || !(percent >= 0 && percent <= 100) ? undefined : percent / 100
}
