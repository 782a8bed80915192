import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { FieldFrame } from './field-frame.tsx'
import type { FieldProps } from './form-context.ts'
import { isJson, sameJson } from './json-value.ts'
import styles from './schema-form.module.css'

interface Draft {
  readonly text: string
  /** The form's value while this text stood in the field. */
  readonly value: Json | undefined
}

/** The JSON editor: takes any value, and keeps text that is no JSON yet while it is being typed. */
export function RawField({ field }: { readonly field: FieldProps }) {
  const [draft, setDraft] = useState<Draft>()
  const text = draft && sameJson(draft.value, field.value) ? draft.text : pretty(field.value)
  const parsed = parse(text)
  function enter(entered: string) {
    const next = parse(entered)
    const value = next.kind === 'invalid' ? field.value : next.value
    setDraft({ text: entered, value })
    if (next.kind === 'valid') field.onChange(value)
  }
  const error = parsed.kind === 'invalid' ? parsed.message : undefined
  return (
    <FieldFrame field={field} ownError={error}>
      {(wiring) => (
        <textarea {...wiring} ref={(element) => element?.setCustomValidity(error ?? '')} className={styles.input} data-code spellCheck={false}
          rows={Math.min(16, Math.max(2, text.split('\n').length))} placeholder="JSON" value={text} onChange={(event) => enter(event.target.value)} />
      )}
    </FieldFrame>
  )
}

function pretty(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}

function parse(text: string): { readonly kind: 'valid'; readonly value: Json | undefined } | { readonly kind: 'invalid'; readonly message: string } {
  if (text.trim() === '') return { kind: 'valid', value: undefined }
  try {
    const value: unknown = JSON.parse(text)
    return { kind: 'valid', value: isJson(value) ? value : null }
  } catch (error) {
    return { kind: 'invalid', message: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}. The last valid value is kept.` }
  }
}
