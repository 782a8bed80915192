import { BadgeCheck } from 'lucide-react'
import type { ProofRow } from './version-types.ts'
import styles from './proof-list.module.css'

/** Settings that were tried before they were taken over, each with the run that proved it. */
export function ProofList({ proofs }: { readonly proofs: readonly ProofRow[] }) {
  if (proofs.length === 0) return null
  return (
    <ul className={styles.proofs} aria-label="Proved overrides">
      {proofs.map(({ runId, name, fields, acceptedBy }) => (
        <li key={runId} className={styles.proof} title={fields.map(({ step, field }) => `${step}: ${field}`).join(', ')}>
          <BadgeCheck size={14} aria-hidden />
          <span>
            {name}, proved by <a className={styles.link} href={`/runs/${runId}`}>a run</a>
            {acceptedBy ? `, accepted by ${acceptedBy}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
