import type { ReactNode } from 'react'
import type { FieldProps } from './form-context.ts'
import { useFieldId, useFormSettings, useProblems } from './form-context.ts'
import { resolveSchema } from './shape.ts'
import styles from './schema-form.module.css'

/** The frame of a value that is made of several fields. The form's outermost one has no line around it. */
export function Fieldset({ field, children }: { readonly field: FieldProps; readonly children: ReactNode }) {
  const id = useFieldId(field.path)
  const { root } = useFormSettings()
  const problems = useProblems(field.path)
  const { description } = resolveSchema(field.schema, root)
  const outermost = field.path === '' && field.label === ''
  return (
    <fieldset className={styles.fieldset} data-outermost={outermost || undefined} id={id}>
      {!outermost && (
        <legend className={styles.legend} data-hidden={field.hideLabel || undefined}>
          {field.label}
          {field.required && <span className={styles.required} aria-hidden="true" title="Required">*</span>}
        </legend>
      )}
      {!outermost && typeof description === 'string' && <p className={styles.help}>{description}</p>}
      {problems.length > 0 && (
        <div className={styles.error} role="alert">{problems.map((problem) => <p key={problem.message}>{[problem.message, problem.hint].filter(Boolean).join(' ')}</p>)}</div>
      )}
      {children}
    </fieldset>
  )
}
