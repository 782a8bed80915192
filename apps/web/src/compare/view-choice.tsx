import { useId } from 'react'
import styles from './view-choice.module.css'

export type Shown = 'before' | 'both' | 'after'

export interface ViewChoiceProps {
  readonly shown: Shown
  /** What the two sides are. */
  readonly words: readonly [string, string]
  readonly onChange: (shown: Shown) => void
}

/** Slides between the older, both in one, and the newer; the arrow keys do too. */
export function ViewChoice({ shown, words: [before, after], onChange }: ViewChoiceProps) {
  const name = useId()
  const choices = [['before', before], ['both', 'Both'], ['after', after]] as const
  return (
    <fieldset className={styles.choice}>
      <legend className="visually-hidden">What is drawn</legend>
      {choices.map(([value, words]) => (
        <label key={value} className={styles.one}>
          <input type="radio" className={styles.radio} name={name} checked={shown === value} onChange={() => onChange(value)} />
          {words}
        </label>
      ))}
    </fieldset>
  )
}
