import { LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { sinceWords, timeWords } from '../ui/time-words.ts'
import type { ClaimRow } from './claim-types.ts'
import { endWords, untilWords } from './claim-words.ts'
import styles from '../ui/table-page.module.css'

export interface ClaimLineProps {
  readonly claim: ClaimRow
  readonly now: number
  readonly onRelease: (claim: ClaimRow) => void
}

/** One claim: the key, who holds it from where, since when and until when; or how it has ended. */
export function ClaimLine({ claim, now, onRelease }: ClaimLineProps) {
  const { key, holder, runId, step, workflow, live, endedAt } = claim
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>
          {live ? <LockKeyhole size={14} aria-hidden /> : <LockKeyholeOpen size={14} aria-hidden />}
          <code>{key}</code>
        </span>
      </th>
      <td>
        {holder}
        <span className={styles.where}>
          <a href={`/runs/${runId}`}>{workflow ?? 'its run'}</a>, step <code>{step}</code>
        </span>
      </td>
      <td>{sinceWords(claim.claimedAt, now)}</td>
      <td>
        {live ? untilWords(claim, now) : endWords(claim)}
        {endedAt === null ? null : <span className={styles.where}>{timeWords(endedAt, now)}</span>}
      </td>
      <td className={styles.verbs}>{live ? <Button size="small" aria-label={`Release ${key} …`} onClick={() => onRelease(claim)}>Release …</Button> : null}</td>
    </tr>
  )
}
