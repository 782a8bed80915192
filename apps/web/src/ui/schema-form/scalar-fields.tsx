import { useState } from 'react'
import { inexactInteger } from '@eddy/steps/evaluate'
import type { Json } from '@eddy/workflow'
import { FieldFrame } from './field-frame.tsx'
import type { FieldProps } from './form-context.ts'
import { useFormSettings } from './form-context.ts'
import { isJson } from './json-value.ts'
import type { Shape, TextInput } from './shape.ts'
import { resolveSchema } from './shape.ts'
import styles from './schema-form.module.css'

/** What stands grey in an empty field: the default that applies when nothing is entered. */
function usePlaceholder(field: FieldProps): string {
  const { root } = useFormSettings()
  const { default: given } = resolveSchema(field.schema, root)
  return isJson(given) && given !== '' ? `${typeof given === 'string' ? given : JSON.stringify(given)} (default)` : ''
}

/** Text that was cleared is no text where none is needed. */
function textOf(entered: string, required: boolean): string | undefined {
  return entered === '' && !required ? undefined : entered
}

export function TextField({ field, input }: { readonly field: FieldProps; readonly input: TextInput }) {
  const placeholder = usePlaceholder(field)
  return (
    <FieldFrame field={field}>
      {(wiring) => (
        <input {...wiring} className={styles.input} type={input} placeholder={placeholder} value={typeof field.value === 'string' ? field.value : ''}
          spellCheck={false} autoComplete="off" onChange={(event) => field.onChange(textOf(event.target.value, field.required))} />
      )}
    </FieldFrame>
  )
}

export function LongTextField({ field, code }: { readonly field: FieldProps; readonly code: boolean }) {
  const placeholder = usePlaceholder(field)
  const text = typeof field.value === 'string' ? field.value : ''
  return (
    <FieldFrame field={field}>
      {(wiring) => (
        <textarea {...wiring} className={styles.input} data-code={code || undefined} rows={Math.min(14, Math.max(3, text.split('\n').length))} placeholder={placeholder}
          value={text} spellCheck={!code} onChange={(event) => field.onChange(textOf(event.target.value, field.required))} />
      )}
    </FieldFrame>
  )
}

export function NumberField({ field, shape }: { readonly field: FieldProps; readonly shape: Extract<Shape, { kind: 'number' }> }) {
  const placeholder = usePlaceholder(field)
  // what is typed may be no number yet ("-", "1e"); it stays as typed for as long as the value is the one it was typed over
  const [draft, setDraft] = useState<{ readonly text: string; readonly value: Json | undefined }>()
  const stored = typeof field.value === 'number' ? String(field.value) : ''
  const text = draft && draft.value === field.value ? draft.text : stored
  const error = text.trim() === '' ? undefined : numberError(text, shape)
  function enter(entered: string) {
    const value = entered.trim() === '' ? undefined : numberError(entered, shape) ? field.value : Number(entered)
    setDraft({ text: entered, value })
    field.onChange(value)
  }
  return (
    <FieldFrame field={field} ownError={error}>
      {(wiring) => (
        <input {...wiring} ref={(element) => element?.setCustomValidity(error ?? '')} className={styles.input} data-number type="text" inputMode={shape.integer ? 'numeric' : 'decimal'}
          placeholder={placeholder} value={text} autoComplete="off" onChange={(event) => enter(event.target.value)} />
      )}
    </FieldFrame>
  )
}

function numberError(text: string, shape: Extract<Shape, { kind: 'number' }>): string | undefined {
  const value = Number(text)
  if (!Number.isFinite(value)) return `“${text}” is not a number.`
  if (inexactInteger(text) !== undefined) return `${text.trim()} cannot be held exactly as a number.`
  if (shape.integer && !Number.isInteger(value)) return 'This must be a whole number.'
  if (shape.min !== undefined && value < shape.min) return `This must be at least ${shape.min}.`
  if (shape.max !== undefined && value > shape.max) return `This must be at most ${shape.max}.`
  return undefined
}

export function SwitchField({ field }: { readonly field: FieldProps }) {
  const { root } = useFormSettings()
  const checked = typeof field.value === 'boolean' ? field.value : resolveSchema(field.schema, root).default === true
  return (
    <FieldFrame field={{ ...field, required: false }} beside>
      {(wiring) => <input {...wiring} className={styles.switch} type="checkbox" role="switch" checked={checked} onChange={(event) => field.onChange(event.target.checked)} />}
    </FieldFrame>
  )
}

export function ChoiceField({ field, options }: { readonly field: FieldProps; readonly options: readonly Json[] }) {
  const { root } = useFormSettings()
  const { default: given } = resolveSchema(field.schema, root)
  const index = options.findIndex((option) => option === field.value)
  return (
    <FieldFrame field={field}>
      {(wiring) => (
        <select {...wiring} className={styles.input} value={index < 0 ? '' : String(index)} onChange={(event) => field.onChange(event.target.value === '' ? undefined : options[Number(event.target.value)])}>
          {(index < 0 || !field.required) && <option value="">{isJson(given) ? `${wordOf(given)} (default)` : 'not set'}</option>}
          {options.map((option, position) => <option key={wordOf(option)} value={String(position)}>{wordOf(option)}</option>)}
        </select>
      )}
    </FieldFrame>
  )
}

export function ConstantField({ field, value }: { readonly field: FieldProps; readonly value: Json }) {
  return (
    <FieldFrame field={{ ...field, required: false }}>
      {(wiring) => <output {...wiring} className={styles.constant}>{wordOf(value)}</output>}
    </FieldFrame>
  )
}

export function wordOf(value: Json): string {
  if (value === null) return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
