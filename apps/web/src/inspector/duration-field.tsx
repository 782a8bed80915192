import { parseDuration } from '@eddy/workflow'
import { TextField } from '../ui/text-field.tsx'

export interface DurationFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly hint?: string
  readonly onChange: (value: string | undefined) => void
}

/** An ISO 8601 duration; plain numbers are seconds. */
export function DurationField({ label, value, hint, onChange }: DurationFieldProps) {
  const valid = value === undefined || parseDuration(value) !== undefined
  const change = (text: string) => onChange(text === '' ? undefined : /^\d+(\.\d+)?$/.test(text) ? `PT${text}S` : text)
  return <TextField label={label} lazy mono placeholder="PT5S" value={value ?? ''} onChange={change} {...(hint === undefined ? {} : { hint })} error={valid ? undefined : 'For example PT5S or PT2M.'} />
}
