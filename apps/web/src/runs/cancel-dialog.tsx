import { useState, useSyncExternalStore } from 'react'
import type { CancelPreview } from '@eddy/engine'
import { client } from '../trpc/client.ts'
import { foresee, foresightSentence, movedOn } from './foresight.ts'
import { pivotPassed } from './pivot-passed.ts'
import type { RunContext } from './run-context.ts'
import { useRunSteps } from './use-run.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import styles from './cancel-dialog.module.css'

const NOTHING: CancelPreview = { undone: [], kept: [], unknown: [] }
const shownAtOnce = 12

/** Cancels what is shown: the steps that would be undone are sent along, and the server refuses if they are others by then. */
export function CancelDialog({ detail, store, names, onClose }: RunContext & { readonly onClose: () => void }) {
  const now = useSyncExternalStore(store.subscribe, store.ifCancelled) ?? NOTHING
  const [opened] = useState(now)
  const pivot = pivotPassed(useRunSteps(store), names)
  const words = pivot === undefined ? usual : pastPivot(names.titleOf(pivot))
  const differences = movedOn(opened, now, names.titleOf)
  const act = () => client.run.cancel.mutate({ runId: detail.id, rollback: true, expect: now.undone.map(({ path }) => path) })
  return (
    <VerbDialog {...words} tone="danger" act={act} onClose={onClose}>
      <p><strong>{foresightSentence(foresee(now, store.step))}</strong></p>
      {differences.length > 0 && (
        <div role="status" aria-label="Since this was opened" className={styles.moved}>
          <p>Since this was opened the run has moved on:</p>
          <ul>{differences.map((words) => <li key={words}>{words}</li>)}</ul>
        </div>
      )}
      <Paths title="Undone, in this order" ordered paths={now.undone.map(({ path }) => path)} titleOf={names.titleOf} />
      <Paths title="Cannot be undone, and stay" paths={now.kept} titleOf={names.titleOf} />
      <Paths title="In flight: undone if they turn out to have happened" paths={now.unknown} titleOf={names.titleOf} />
    </VerbDialog>
  )
}

const usual = { title: 'Cancel this run?', description: 'Nothing new starts, and steps in flight are told to stop. Then what has been done is undone, latest first.', verb: 'Cancel and undo' }

function pastPivot(title: string): typeof usual {
  return { title: 'Stop this run half way?', description: `${title} was the point of no return: what was done up to it stays, and what was to come after it is not done. What has been done since is undone, latest first. To finish, let the run go forward.`, verb: 'Stop half way' }
}

interface PathsProps {
  readonly title: string
  readonly paths: readonly string[]
  readonly titleOf: (path: string) => string
  readonly ordered?: boolean
}

export function Paths({ title, paths, titleOf, ordered = false }: PathsProps) {
  if (paths.length === 0) return null
  const List = ordered ? 'ol' : 'ul'
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <List className={styles.paths} data-ordered={ordered || undefined}>
        {paths.slice(0, shownAtOnce).map((path, index) => <li key={`${path} ${index}`}>{titleOf(path)}</li>)}
      </List>
      {paths.length > shownAtOnce && <p className={styles.heading}>… and {paths.length - shownAtOnce} more</p>}
    </section>
  )
}
