import { useMemo } from 'react'
import type { Json, JsonSchema } from '@eddy/workflow'
import { Field } from './field.tsx'
import type { FieldProblem } from './form-context.ts'
import { FormContext } from './form-context.ts'
import styles from './schema-form.module.css'

export interface SchemaFormProps {
  /** JSON Schema 2020-12; `ui: "code" | "expression" | "multiline"` on a string asks for a larger field. */
  readonly schema: JsonSchema
  readonly value: Json | undefined
  readonly onChange: (value: Json | undefined) => void
  /** What is wrong, each at a JSON pointer into the value; shown at its field. */
  readonly errors?: readonly FieldProblem[]
  /** Makes element ids unique when several forms are on the screen. */
  readonly idPrefix: string
  /** What is typed and not valid yet is there again when the form is, for as long as the tab lives. `idPrefix` must say what the value is of, within its page. */
  readonly keepsText?: boolean
  /** Names the value where it is one field and not an object of fields. */
  readonly label?: string
  /** Default true: the value cannot be left out. */
  readonly required?: boolean
}

const noErrors: readonly FieldProblem[] = []

/**
 * A form made from a JSON Schema. Every input carries its label; what has no form of its own is edited as JSON.
 * Text that is not valid yet (JSON, a number) stays in its field with an error, `onChange` keeps the last valid value, and the
 * field reports itself through the browser's constraint validation (`form.checkValidity()`).
 */
export function SchemaForm({ schema, value, onChange, errors = noErrors, idPrefix, keepsText = false, label = '', required = true }: SchemaFormProps) {
  const settings = useMemo(() => ({ root: schema, errors, idPrefix, keepsText, Field }), [schema, errors, idPrefix, keepsText])
  return (
    <FormContext value={settings}>
      <div className={styles.form}>
        <Field schema={schema} path="" label={label} required={required} value={value} onChange={onChange} />
      </div>
    </FormContext>
  )
}

export type { FieldProblem }
