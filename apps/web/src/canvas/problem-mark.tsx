import { Popover } from '@base-ui/react/popover'
import type { Problem } from '@eddy/workflow'
import { use } from 'react'
import overlay from '../ui/overlay.module.css'
import { FixButtons } from './fix-buttons.tsx'
import { HandsContext } from './hands-context.ts'
import styles from './problem-mark.module.css'

/** How many problems a card has; opens the list. Never a red frame: red is for failure. */
export function ProblemMark({ problems }: { readonly problems: readonly Problem[] }) {
  const hands = use(HandsContext)
  const error = problems.some((problem) => problem.severity === 'error')
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`${styles.mark} nodrag nopan`}
        data-severity={error ? 'error' : 'warning'}
        aria-label={`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`}
        onClick={(event) => event.stopPropagation()}
      >
        {problems.length}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} className={overlay.positioner}>
          <Popover.Popup className={`${overlay.popup} ${styles.list}`} aria-label="Problems">
            <ul>
              {problems.map((problem) => (
                <li key={problem.code + problem.path} data-severity={problem.severity} className={styles.problem}>
                  {problem.message}
                  {problem.hint ? <span className={styles.hint}>{problem.hint}</span> : null}
                  {hands ? <FixButtons problem={problem} hands={hands} /> : null}
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
