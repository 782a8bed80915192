import type { ReactNode } from 'react'
import type { FieldProps } from './form-context.ts'
import { useFieldId, useFormSettings, useProblems } from './form-context.ts'
import { resolveSchema } from './shape.ts'
import styles from './schema-form.module.css'

export interface InputWiring {
  readonly id: string
  readonly 'aria-describedby'?: string
  readonly 'aria-invalid'?: true
  readonly 'aria-required'?: true
}

interface FieldFrameProps {
  readonly field: FieldProps
  /** Shown as an error in addition to what the form was told. */
  readonly ownError?: string | undefined
  /** The label stands beside the input instead of above it. */
  readonly beside?: boolean
  readonly children: (wiring: InputWiring) => ReactNode
}

/** Label, required mark, help and errors around one input, tied to it for screen readers. */
export function FieldFrame({ field, ownError, beside = false, children }: FieldFrameProps) {
  const id = useFieldId(field.path)
  const { root } = useFormSettings()
  const problems = useProblems(field.path, true)
  const { description } = resolveSchema(field.schema, root)
  const help = typeof description === 'string' && description !== '' ? description : undefined
  const messages = [...(ownError ? [{ message: ownError, hint: undefined }] : []), ...problems]
  const described = [help ? `${id}-help` : '', messages.length > 0 ? `${id}-error` : ''].filter(Boolean).join(' ')
  const input = children({
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(messages.length > 0 ? { 'aria-invalid': true } : {}),
    ...(field.required ? { 'aria-required': true } : {}),
  })
  return (
    <div className={styles.field} data-beside={beside || undefined} data-invalid={messages.length > 0 || undefined}>
      <div className={styles.labelRow} data-hidden={field.hideLabel || undefined}>
        {beside && input}
        <label htmlFor={id} className={styles.label}>{field.label}</label>
        {field.required && <span className={styles.required} aria-hidden="true" title="Required">*</span>}
      </div>
      {!beside && input}
      {help && <p id={`${id}-help`} className={styles.help}>{help}</p>}
      {messages.length > 0 && (
        <div id={`${id}-error`} className={styles.error} role="alert">
          {messages.map((problem) => <p key={problem.message}>{[problem.message, problem.hint].filter(Boolean).join(' ')}</p>)}
        </div>
      )}
    </div>
  )
}
