import { ERROR_CLASSES } from '@eddy/engine'
import type { ErrorClass } from '@eddy/workflow'
import field from '../ui/field.module.css'
import styles from './policy-row.module.css'

export interface ErrorClassChoiceProps {
  /** Nothing: all classes. */
  readonly value: readonly ErrorClass[] | undefined
  readonly onChange: (value: readonly ErrorClass[] | undefined) => void
}

/** The classes of errors that are tried again. */
export function ErrorClassChoice({ value, onChange }: ErrorClassChoiceProps) {
  const toggle = (name: ErrorClass, on: boolean) => {
    const next = ERROR_CLASSES.filter((other) => (other === name ? on : (value?.includes(other) ?? true)))
    onChange(next.length === ERROR_CLASSES.length ? undefined : next)
  }
  return (
    <fieldset className={styles.classes}>
      <legend>Only for these classes of errors</legend>
      {ERROR_CLASSES.map((name) => (
        <label key={name} className={field.checkbox}>
          <input type="checkbox" checked={value?.includes(name) ?? true} onChange={(event) => toggle(name, event.target.checked)} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
