import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { startValue } from './default-value.ts'
import type { FieldProps } from './form-context.ts'
import { useFieldId, useFormSettings, useProblems } from './form-context.ts'
import { resolveSchema } from './shape.ts'
import styles from './schema-form.module.css'

/** A group of fields that may be left out as a whole: a switch, and below it the fields. What was filled in comes back with the switch. */
export function OptionalPart(field: FieldProps) {
  const { schema, path, label, value, onChange } = field
  const { root, Field } = useFormSettings()
  const [last, setLast] = useState<Json>()
  const id = `${useFieldId(path)}-switch`
  const { description } = resolveSchema(schema, root)
  const problems = useProblems(path, true)
  const on = value !== undefined
  const turn = (to: boolean) => {
    setLast(value)
    onChange(to ? (last ?? startValue(schema, root)) : undefined)
  }
  return (
    <div className={styles.part} data-on={on || undefined} data-invalid={problems.length > 0 || undefined}>
      <div className={styles.partHead}>
        <input id={id} className={styles.switch} type="checkbox" role="switch" checked={on} aria-describedby={description && !on ? `${id}-help` : undefined} onChange={(event) => turn(event.target.checked)} />
        <label htmlFor={id}>{label}</label>
      </div>
      {on ? <Field {...field} hideLabel required /> : typeof description === 'string' ? <p id={`${id}-help`} className={styles.help}>{description}</p> : null}
    </div>
  )
}
