import { inexactInteger } from '@eddy/steps/evaluate'
import type { Json } from '@eddy/workflow'
import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'

export interface JsonFieldProps {
  readonly label: string
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  readonly bare?: boolean
  readonly hint?: string
  /** Over several lines. */
  readonly multiline?: boolean
}

/** Any JSON as text; words that are not JSON are taken as a text. */
export function JsonField({ label, value, onChange, bare, hint, multiline }: JsonFieldProps) {
  const [error, setError] = useState<string>()
  const change = (text: string) => {
    setError(undefined)
    if (text.trim() === '') return onChange(undefined)
    const inexact = inexactInteger(text)
    try {
      const value: Json = JSON.parse(text)
      if (inexact === undefined) onChange(value)
      else setError(`The number ${inexact} cannot be held exactly; write it as a text: "${inexact}". The last valid value is kept.`)
    } catch {
      if (/^\s*[{["]/.test(text)) setError('This is not valid JSON; the last valid value is kept.')
      else onChange(text)
    }
  }
  return <TextField label={label} value={value === undefined ? '' : JSON.stringify(value, null, multiline ? 2 : undefined)} onChange={change} lazy mono error={error} {...(bare ? { bare } : {})} {...(hint === undefined ? {} : { hint })} {...(multiline ? { multiline } : {})} />
}
