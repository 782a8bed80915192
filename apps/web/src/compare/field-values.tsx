import type { FieldChange } from '@eddy/workflow'
import { fieldName, fieldText } from './field-words.ts'
import styles from './field-values.module.css'

/** What each field was and is, one under the other. */
export function FieldValues({ fields }: { readonly fields: readonly FieldChange[] }) {
  return (
    <dl className={styles.fields}>
      {fields.map(({ place, before, after }) => (
        <div key={place.join('/')} className={styles.field}>
          <dt>{fieldName(place)}</dt>
          <Value side="before" label="Was" value={before} />
          <Value side="after" label="Is" value={after} />
        </div>
      ))}
    </dl>
  )
}

function Value({ side, label, value }: { readonly side: 'before' | 'after'; readonly label: string; readonly value: unknown }) {
  return (
    <dd className={styles.value} data-side={side} data-none={value === undefined ? '' : undefined}>
      <span className={styles.label}>{label}</span>
      <span className={styles.text}>{value === undefined ? 'not there' : fieldText(value)}</span>
    </dd>
  )
}
