import { useStanding } from './use-standing.ts'
import { driverWords } from './driver-words.ts'
import styles from './step-inspector.module.css'

/** The server that has the run in hand, or has brought it to its end, and what drives it there. */
export function DriverFact({ runId, atRest }: { readonly runId: string; readonly atRest: boolean }) {
  const { data } = useStanding(runId, atRest)
  if (!data?.driver) return null
  return (
    <section className={styles.section} aria-label="Server">
      <h3>Server</h3>
      <p>{driverWords(data.driver)}</p>
      {data.driver.alive === null && <p className={styles.hint}>It had the run in hand last.</p>}
      {data.driver.alive === false && <p className={styles.hint}>It has not been heard of for longer than its lease: another server takes the run up.</p>}
    </section>
  )
}
