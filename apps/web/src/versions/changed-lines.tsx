import type { WorkflowDocument } from '@eddy/workflow'
import { useMemo } from 'react'
import { diffLines } from '../store/document/diff-lines.ts'
import styles from './changed-lines.module.css'

const shownAtOnce = 60

/** What changed since a version, one sentence each. */
export function ChangedLines({ before, after }: { readonly before: WorkflowDocument; readonly after: WorkflowDocument }) {
  const lines = useMemo(() => diffLines(before, after), [before, after])
  if (lines.length === 0) return <p className={styles.none}>Nothing that means anything.</p>
  return (
    <>
      <ul className={styles.lines} aria-label="What changed" tabIndex={0}>
        {lines.slice(0, shownAtOnce).map((line, at) => (
          <li key={`${at} ${line}`} data-change={line.startsWith('+ ') ? 'added' : line.startsWith('- ') ? 'removed' : 'changed'}>
            {line}
          </li>
        ))}
      </ul>
      {lines.length > shownAtOnce ? <p className={styles.none}>… and {lines.length - shownAtOnce} more.</p> : null}
    </>
  )
}
