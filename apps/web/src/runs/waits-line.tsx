import { waitWords } from '@eddy/engine'
import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import styles from './run-header.module.css'

/** Others that end move it forward, and that is no event of this run. */
const LOOK_MS = 2000

/** What a run waits for that has not begun, and how many go first. */
export function WaitsLine({ runId }: { readonly runId: string }) {
  const { data } = useQuery({ ...trpc.run.waits.queryOptions({ runId }), refetchInterval: LOOK_MS })
  return data?.waits ? <p className={styles.sentence} role="status" aria-label="What it waits for">{waitWords(data.waits)}.</p> : null
}
