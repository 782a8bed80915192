import type { RunSummary } from '@eddy/engine'
import { memo, type ReactNode } from 'react'
import { calmOf, clockPace } from './many-steps.ts'
import type { MomentContext } from './run-context.ts'
import { runSentence } from './run-sentence.ts'
import type { RunRow } from './run-types.ts'
import type { RunVerb } from './run-verb.ts'
import { RunVerbs } from './run-verbs.tsx'
import { comparePath } from '../store/compare-path.ts'
import type { Word } from '../ui/run-status.ts'
import { forwardFact, rollbackFact } from './run-words.ts'
import { isAtRest, wordOfRun } from '../ui/run-status.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { StuckNote } from './stuck-note.tsx'
import { TrialNote } from './trial-note.tsx'
import { WaitsLine } from './waits-line.tsx'
import { WaitsForPeople } from './waits-for-people.tsx'
import { durationWords, timeWords } from '../ui/time-words.ts'
import { titleOfRun } from './title-of-run.ts'
import { useTimeWords } from '../ui/use-now.ts'
import { useRunSteps, useRunSummary } from './use-run.ts'
import line from '../ui/one-line.module.css'
import styles from './run-header.module.css'

interface RunHeaderProps extends MomentContext {
  readonly chip: ReactNode
  readonly verbs: readonly RunVerb[]
  readonly onAsk: (verb: RunVerb) => void
  readonly onForesee: (shown: boolean) => void
  readonly onSelect: (path: string) => void
}

/** The two facts of a run, the sentence that explains them, and what can be done about it. */
export function RunHeader({ detail, names, reading, chip, verbs, onAsk, onForesee, onSelect }: RunHeaderProps) {
  const run = useRunSummary(reading)
  const steps = useRunSteps(reading)
  const undoneSoFar = steps.filter((step) => step.undo?.status === 'done').length
  const failed = run.error?.step
  // an exported run stands alone: there is no page that it could lead to
  const linked = verbs.length > 0
  const begun = run.startedAt !== undefined || isAtRest(run.status)
  return (
    <header className={styles.header} role="group" aria-label="About the run" data-calm={calmOf(steps.length)}>
      <div className={styles.first}>
        <h1 className={styles.title}>{titleOfRun(detail)}</h1>
        {chip}
        <span className={styles.times}>
          <StartedAt at={run.startedAt ?? detail.startedAt} /> · <RunDuration {...{ detail, reading }} everyMs={clockPace(steps.length)} />
        </span>
        <RanVersion detail={detail} linked={linked} />
        <OriginLinks detail={detail} names={names} linked={linked} />
        <div className={styles.verbs}>
          <RunVerbs verbs={verbs} onAsk={onAsk} onForesee={onForesee} />
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact name="Run" fact={forwardFact(run, names.titleOf)} onOpen={failed ? () => onSelect(failed) : undefined} />
        <Fact name="Rollback" fact={rollbackFact(run, undoneSoFar)} />
      </dl>
      {detail.trial ? <TrialNote trial={detail.trial} titleOf={names.titleOf} /> : null}
      <Sentence words={begun ? runSentence({ run, steps, titleOf: names.titleOf }) : 'Nothing has been done yet.'} inLine={inLine(run, steps.length)} />
      {detail.begun === false && !begun ? <WaitsLine runId={detail.id} /> : null}
      {isAtRest(run.status) || verbs.length === 0 ? null : <StuckNote runId={detail.id} />}
      <WaitsForPeople {...{ detail, names, steps }} canAct={verbs.length > 0} />
    </header>
  )
}

const StartedAt = memo(function StartedAt({ at }: { readonly at: number | string }) {
  return <>Started {timeWords(at)}</>
})

/** What the run is of, and how that compares with what is edited now. */
const RanVersion = memo(function RanVersion({ detail: { id, workflowId, version, environment, canary }, linked }: Pick<MomentContext, 'detail'> & Linked) {
  const words = version == null ? 'Draft' : `Version ${version}${environment ? ` · ${canary ? 'canary of ' : ''}${environment}` : ''}`
  return (
    <span className={styles.times}>
      {words}
      {workflowId === null || !linked ? null : <> · <a className={styles.link} href={comparePath(workflowId, `run-${id}`, 'draft')}>Compare with the draft now</a></>}
    </span>
  )
})

interface Linked {
  /** Other pages are there to be gone to. */
  readonly linked: boolean
}

function PageLink({ href, linked, children }: Linked & { readonly href: string; readonly children: ReactNode }) {
  return linked ? <a href={href} className={styles.link}>{children}</a> : children
}

const originWords = { again: 'Run again from', retry: 'Retry of', restart: 'Restart of', child: 'Started by a step of' } as const

/** Who has started it, the run that it began from, and those that began from it. */
const OriginLinks = memo(function OriginLinks({ detail, names, linked }: Pick<MomentContext, 'detail' | 'names'> & Linked) {
  const { origin, trigger, successors = [] } = detail
  return (
    <>
      {trigger && <span className={styles.times}>Started by the trigger <PageLink href={`/triggers?trigger=${trigger.id}`} linked={linked}>{trigger.name}</PageLink></span>}
      {origin && (
        <span className={styles.times}>
          {originWords[origin.how]} <PageLink href={`/runs/${origin.runId}`} linked={linked}>{origin.how === 'child' ? 'another run' : 'an earlier run'}</PageLink>{origin.from === undefined ? '' : ` from ${names.titleOf(origin.from)}`}{origin.kept > 0 ? `, ${origin.kept} ${origin.kept === 1 ? 'result' : 'results'} kept` : ''}{origin.edited ? ', input edited' : ''}
        </span>
      )}
      <Successors linked={linked} words="Run again:" runs={successors.filter((run) => run.origin?.how !== 'child')} />
      <Successors linked={linked} words="Started by its steps:" runs={successors.filter((run) => run.origin?.how === 'child')} />
    </>
  )
})

/** Newest first. One that went on when this was asked may be over by now. */
function Successors({ words, runs: [latest, ...others], linked }: { readonly words: string; readonly runs: readonly RunRow[] } & Linked) {
  if (latest === undefined) return null
  return (
    <span className={styles.times}>
      {words} <PageLink href={`/runs/${latest.id}`} linked={linked}>{isAtRest(latest.status) ? wordOfRun[latest.status].word.toLowerCase() : 'a run'}, {timeWords(latest.startedAt)}</PageLink>
      {others.length > 0 ? ` and ${others.length} more` : ''}
    </span>
  )
}

function RunDuration({ detail, reading, everyMs }: Pick<MomentContext, 'detail' | 'reading'> & { readonly everyMs: number }) {
  const run = useRunSummary(reading)
  const from = run.startedAt ?? Date.parse(detail.startedAt)
  const words = useTimeWords({ going: !isAtRest(run.status), everyMs }, (now) => durationWords(Math.max(0, (run.endedAt ?? now) - from)))
  // of a width that does not come from its digits: what is beside them is not laid out ten times a second
  return <span className={styles.duration} style={{ inlineSize: `${words.length}ch` }}>{words}</span>
}

/** While many steps run, the words are soon others, and name but a few of them. */
function inLine({ status }: RunSummary, steps: number): boolean {
  return status === 'running' && calmOf(steps) === true
}

/** `inLine`: the words are cut where they do not fit, so that nothing else is laid out with them. */
function Sentence({ words, inLine }: { readonly words: string; readonly inLine: boolean }) {
  return (
    <p className={styles.sentence} data-line={inLine || undefined} role="status" aria-label="What happened">
      {inLine ? <span className={line.line} title={words}>{words}</span> : words}
    </p>
  )
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
