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
  const help = typeof description === 'string' ? description : ''
  const messages = ownError ? [{ message: ownError, hint: undefined }, ...problems] : problems
  const wrong = messages.length > 0
  const input = children(wiringOf(id, { help: help !== '', wrong, required: field.required }))
  return (
    <div className={styles.field} data-path={field.path} data-beside={beside || undefined} data-invalid={wrong || undefined}>
      <div className={styles.labelRow} data-hidden={field.hideLabel || undefined}>
        {beside && input}
        <label htmlFor={id} className={styles.label}>{field.label}</label>
        {field.required && <span className={styles.required} aria-hidden="true" title="Required">*</span>}
      </div>
      {!beside && input}
      {help && <p id={`${id}-help`} className={styles.help}>{help}</p>}
      {wrong && <Messages id={`${id}-error`} messages={messages} />}
    </div>
  )
}

function wiringOf(id: string, { help, wrong, required }: { readonly help: boolean; readonly wrong: boolean; readonly required: boolean | undefined }): InputWiring {
  const described = [help ? `${id}-help` : '', wrong ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(wrong ? { 'aria-invalid': true } : {}),
    ...(required ? { 'aria-required': true } : {}),
  }
}

function Messages({ id, messages }: { readonly id: string; readonly messages: readonly { readonly message: string; readonly hint?: string | undefined }[] }) {
  return (
    <div id={id} className={styles.error} role="alert">
      {messages.map((problem) => <p key={problem.message}>{[problem.message, problem.hint].filter(Boolean).join(' ')}</p>)}
    </div>
  )
}
