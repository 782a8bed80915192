import { useNow } from '../ui/use-now.ts'
import { untilWords, zonedWords } from './trigger-words.ts'
import styles from './triggers.module.css'

/** Due times on the clock of their zone, and how long it is until then. */
export function TimeList({ label, times, zone }: { readonly label: string; readonly times: readonly string[]; readonly zone: string }) {
  const now = useNow(true, 1000)
  return (
    <ol className={styles.times} aria-label={label}>
      {times.map((time) => (
        <li key={time}>
          <time dateTime={time}>{zonedWords(time, zone)}</time> <span className={styles.note}>{untilWords(time, now)}</span>
        </li>
      ))}
    </ol>
  )
}
