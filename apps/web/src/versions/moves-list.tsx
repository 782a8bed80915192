import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { canaryWords } from './canary-words.ts'
import { whenWords } from './version-words.ts'
import type { MoveRow } from './version-types.ts'
import styles from './versions-panel.module.css'

/** Where the pointers have been, newest first. */
export function MovesList({ workflowId }: { readonly workflowId: string }) {
  const { data, error } = useQuery(trpc.version.moves.queryOptions({ workflowId }))
  if (error) return <p role="alert" className={styles.quiet}>The history could not be loaded: {error.message}</p>
  if (!data) return <p className={styles.quiet} aria-busy="true">Loading the history …</p>
  if (data.length === 0) return <p className={styles.quiet}>No environment has pointed at a version yet.</p>
  return (
    <ol className={styles.moves} aria-label="Moves of the pointers">
      {data.map(({ environment, from, to, canary, canaryShare, canaryCallers, reason, at }) => (
        <li key={`${at} ${environment}`}>
          <p>
            <strong>{environment}</strong> {moveWords({ from, to, canary, canaryShare, canaryCallers })}
          </p>
          <p className={styles.quiet}>
            {whenWords(at)}{reason === '' ? '' : ` · ${reason}`}
          </p>
        </li>
      ))}
    </ol>
  )
}

type Moved = Pick<MoveRow, 'from' | 'to' | 'canary' | 'canaryShare' | 'canaryCallers'>

function moveWords({ from, to, canary, canaryShare, canaryCallers }: Moved): string {
  const tried = canary === null ? '' : `; version ${canary} is tried by ${canaryWords({ share: canaryShare ?? 0, callers: canaryCallers })}`
  if (from === null) return `points at version ${to}${tried}`
  if (from === to) return `stays at version ${to}${tried}`
  return from > to ? `rolled back from version ${from} to ${to}${tried}` : `moved from version ${from} to ${to}${tried}`
}
