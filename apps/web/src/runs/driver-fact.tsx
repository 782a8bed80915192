import { useStanding } from './use-standing.ts'
import { driverWords } from './driver-words.ts'
import styles from './step-inspector.module.css'

/** The server that has the run in hand, and what drives it there. */
export function DriverFact({ runId }: { readonly runId: string }) {
  const { data } = useStanding(runId)
  if (!data?.driver) return null
  return (
    <section className={styles.section} aria-label="Server">
      <h3>Server</h3>
      <p>{driverWords(data.driver)}</p>
      {!data.driver.alive && <p className={styles.hint}>It has not been heard of for longer than its lease: another server takes the run up.</p>}
    </section>
  )
}
