import { useId } from 'react'
import field from '../ui/field.module.css'
import styles from './storage.module.css'

const FIRST_DAYS = 30
const MOST_DAYS = 36_500

/** A number of days, or for ever. */
export function DaysField({ label, days, onChange }: { readonly label: string; readonly days: number | null; readonly onChange: (days: number | null) => void }) {
  const id = useId()
  return (
    <div className={styles.days} role="group" aria-labelledby={id}>
      <span id={id} className={styles.daysLabel}>
        {label}
      </span>
      <label className={styles.choice}>
        <input type="radio" name={id} checked={days === null} onChange={() => onChange(null)} /> for ever
      </label>
      <label className={styles.choice}>
        <input type="radio" name={id} checked={days !== null} onChange={() => onChange(FIRST_DAYS)} /> for
      </label>
      <input
        type="number"
        aria-label={`${label}, days`}
        className={`${field.input} ${styles.number}`}
        min={1}
        max={MOST_DAYS}
        placeholder="–"
        value={days ?? ''}
        onChange={({ target }) => {
          const number = target.valueAsNumber
          if (Number.isInteger(number) && number >= 1 && number <= MOST_DAYS) onChange(number)
        }}
      />
      <span aria-hidden>days</span>
    </div>
  )
}
