import type { BehaviourDiff, BrokenExpectation } from '@eddy/rehearsal'
import { Button } from '../ui/button.tsx'
import styles from './rehearsal-list.module.css'

export interface ChangesListProps {
  readonly changes: BehaviourDiff | undefined
  readonly broken: readonly BrokenExpectation[]
  readonly onCompare: () => void
}

/** What is no longer as it was, or as it was expected to be, when something goes wrong. */
export function ChangesList({ changes, broken, onCompare }: ChangesListProps) {
  return (
    <section className={styles.list} aria-label="Changed behaviour">
      {broken.length > 0 ? (
        <>
          <h3>{broken.length === 1 ? 'One expectation is broken' : `${broken.length} expectations are broken`}</h3>
          <ul>
            {broken.map(({ message }) => (
              <li key={message} data-verdict="failed">{message}.</li>
            ))}
          </ul>
        </>
      ) : null}
      <h3>Since rehearsals began here</h3>
      {changes === undefined ? <p>Nothing has changed.</p> : (
        <ul>
          {changes.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <Button size="small" disabled={changes === undefined} onClick={onCompare}>Compare from here on</Button>
    </section>
  )
}
