import type { Trial } from '@eddy/workflow'
import { FlaskConical } from 'lucide-react'
import type { RunRow } from './run-types.ts'
import { trialSentence } from './trial-sentence.ts'
import styles from './trial-note.module.css'

/** Says that a run is none of the workflow as it is. */
export function TrialNote({ trial, titleOf }: { readonly trial: Trial; readonly titleOf: (path: string) => string }) {
  return (
    <p className={styles.note} role="note" aria-label="Trial">
      <FlaskConical size={14} aria-hidden />
      <span>{trialSentence(trial, titleOf)}</span>
    </p>
  )
}

export function TrialChips({ row }: { readonly row: Pick<RunRow, 'fixture' | 'target'> }) {
  return (
    <>
      {row.fixture === null ? null : <span className={styles.chip}>Fixture {row.fixture}</span>}
      {row.target === null ? null : <span className={styles.chip}>Part: {row.target}</span>}
    </>
  )
}
