import type { ReactNode } from 'react'
import type { RunContext } from './run-context.ts'
import { runSentence } from './run-sentence.ts'
import { RunVerbs } from './run-verbs.tsx'
import type { Word } from './run-words.ts'
import { forwardFact, isAtRest, rollbackFact } from './run-words.ts'
import { StatusMark } from './status-mark.tsx'
import { TrialNote } from './trial-note.tsx'
import { durationWords, timeWords } from './time-words.ts'
import { useNow } from './use-now.ts'
import { useRunSteps, useRunSummary } from './use-run.ts'
import styles from './run-header.module.css'

interface RunHeaderProps extends RunContext {
  readonly chip: ReactNode
  readonly onOpenRun: (runId: string) => void
  readonly onSelect: (path: string) => void
}

/** The two facts of a run, the sentence that explains them, and what can be done about it. */
export function RunHeader({ detail, store, names, chip, onOpenRun, onSelect }: RunHeaderProps) {
  const run = useRunSummary(store)
  const steps = useRunSteps(store)
  const undoneSoFar = steps.filter((step) => step.undo?.status === 'done').length
  const failed = run.error?.step
  return (
    <header className={styles.header}>
      <div className={styles.first}>
        <h1 className={styles.title}>{detail.workflowTitle ?? detail.workflowName}</h1>
        {chip}
        <span className={styles.times}>
          Started {timeWords(run.startedAt ?? detail.startedAt)} · <RunDuration {...{ detail, store }} />
        </span>
        <div className={styles.verbs}>
          <RunVerbs detail={detail} store={store} names={names} onOpenRun={onOpenRun} />
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact name="Run" fact={forwardFact(run, names.titleOf)} onOpen={failed ? () => onSelect(failed) : undefined} />
        <Fact name="Rollback" fact={rollbackFact(run, undoneSoFar)} />
      </dl>
      {detail.trial ? <TrialNote trial={detail.trial} titleOf={names.titleOf} /> : null}
      <p className={styles.sentence} role="status" aria-label="What happened">{runSentence({ run, steps, titleOf: names.titleOf })}</p>
    </header>
  )
}

function RunDuration({ detail, store }: Pick<RunContext, 'detail' | 'store'>) {
  const run = useRunSummary(store)
  const now = useNow(!isAtRest(run.status))
  const from = run.startedAt ?? Date.parse(detail.startedAt)
  const to = run.endedAt ?? (isAtRest(run.status) ? (store.events().at(-1)?.at ?? now) : now)
  return <span>{durationWords(Math.max(0, to - from))}</span>
}

interface FactProps {
  readonly name: string
  readonly fact: Word
  readonly onOpen?: (() => void) | undefined
}

function Fact({ name, fact, onOpen }: FactProps) {
  return (
    <div className={styles.fact} data-fact={name.toLowerCase()}>
      <dt>{name}</dt>
      <dd>
        {fact.mark !== 'idle' && <StatusMark status={fact.mark} />}
        {onOpen ? <button type="button" className={styles.link} onClick={onOpen}>{fact.word}</button> : <span>{fact.word}</span>}
      </dd>
    </div>
  )
}
