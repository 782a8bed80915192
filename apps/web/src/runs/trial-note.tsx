import type { Trial } from '@eddy/workflow'
import { FlaskConical } from 'lucide-react'
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
