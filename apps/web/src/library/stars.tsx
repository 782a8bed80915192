import { Star } from 'lucide-react'
import styles from './stars.module.css'

/** A rating as stars, with the number for those who do not see them. */
export function Stars({ value, count }: { readonly value: number; readonly count?: number }) {
  const said = `Rated ${value.toFixed(1)} of 5${count === undefined ? '' : ` by ${count === 1 ? 'one person' : `${count} people`}`}`
  return (
    <span className={styles.stars} role="img" aria-label={said} title={said}>
      {[1, 2, 3, 4, 5].map((star) => (
        <Star key={star} size={13} aria-hidden data-on={value >= star - 0.25 ? '' : undefined} />
      ))}
      {count === undefined ? null : <span aria-hidden>{count}</span>}
    </span>
  )
}

const WORDS = ['Poor', 'Weak', 'Fair', 'Good', 'Excellent']

/** Stars to choose from: a group of radio buttons, so arrows move between them. */
export function StarChoice({ value, onChange }: { readonly value: number; readonly onChange: (stars: number) => void }) {
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">Your rating</legend>
      {WORDS.map((word, index) => (
        <label key={word} title={word} data-on={index < value ? '' : undefined}>
          <input type="radio" name="stars" className="visually-hidden" checked={value === index + 1} onChange={() => onChange(index + 1)} aria-label={`${index + 1} of 5: ${word}`} />
          <Star size={20} aria-hidden />
        </label>
      ))}
    </fieldset>
  )
}
