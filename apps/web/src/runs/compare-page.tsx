import { compareRuns, type StepComparison } from '@eddy/rehearsal'
import { jsonDifferences } from '@eddy/workflow'
import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import { createHoveredStep } from '../store/hovered-step.ts'
import { Button } from '../ui/button.tsx'
import { comparisonNotes, differenceWords } from './comparison-notes.ts'
import { DifferenceList } from './difference-list.tsx'
import type { RunCanvasProps } from './run-canvas-props.ts'
import { wordOfRun } from '../ui/run-status.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { stepNamesOf } from './step-names.ts'
import { titleOfRun } from './title-of-run.ts'
import { timeWords } from '../ui/time-words.ts'
import { useConnection, useRun, useRunSteps, useRunSummary, type LoadedRun } from './use-run.ts'
import styles from './compare-page.module.css'

export interface ComparePageProps {
  readonly runId: string
  readonly otherId: string
  readonly renderCanvas: (props: RunCanvasProps) => ReactNode
}

type Ready = Extract<LoadedRun, { readonly kind: 'ready' }>

/** Two runs on one canvas: A is drawn, and marks say where B went another way or came to another value. */
export function ComparePage({ runId, otherId, renderCanvas }: ComparePageProps) {
  const here = useRun(runId)
  const there = useRun(otherId)
  for (const run of [here, there]) {
    if (run.kind === 'error') {
      return (
        <main className={styles.note}>
          <h1>These runs cannot be compared</h1>
          <p>{run.message}</p>
          <Button onClick={run.retry}>Try again</Button>
        </main>
      )
    }
  }
  if (here.kind !== 'ready' || there.kind !== 'ready') return <main className={styles.note} aria-busy="true">Loading both runs …</main>
  return <Compared here={here} there={there} renderCanvas={renderCanvas} />
}

function Compared({ here, there, renderCanvas }: { readonly here: Ready; readonly there: Ready; readonly renderCanvas: ComparePageProps['renderCanvas'] }) {
  const [hovered] = useState(createHoveredStep)
  const [selected, setSelected] = useState<string>()
  const ours = useRunSteps(here.store)
  const theirs = useRunSteps(there.store)
  const document = here.store.adapted() ?? here.detail.document
  const names = useMemo(() => stepNamesOf(document), [document])
  const compared = useMemo(() => compareRuns(ours, theirs), [ours, theirs])
  const notes = useMemo(() => comparisonNotes(compared, { here: 'A', there: 'B' }), [compared])
  const different = compared.filter(({ kind }) => kind !== 'same')
  const inputs = jsonDifferences(here.detail.input, there.detail.input)
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <h1>{titleOfRun(here.detail)}: two runs</h1>
        <RunName letter="A" {...here} />
        <RunName letter="B" {...there} />
        {here.detail.contentHash !== there.detail.contentHash && <p>They ran different versions; A’s is drawn.</p>}
      </header>
      <section className={styles.canvas} aria-label="Canvas">
        {renderCanvas({ document, trial: here.detail.trial, moment: here.store.moment(), onChange: here.store.subscribe, clock: undefined, failed: undefined, watched: false, hovered, notes, selected, onSelect: (path) => setSelected(path ?? undefined) })}
      </section>
      <aside className={styles.list} aria-label="Differences">
        <h2>{different.length === 0 && inputs.length === 0 ? 'Both went the same way, with the same values.' : `${different.length} of ${compared.length} steps differ`}</h2>
        {inputs.length > 0 && (
          <section aria-label="Input">
            <h3>Input</h3>
            <DifferenceList label="Differences in the input" differences={inputs} />
          </section>
        )}
        <ol>
          {different.slice(0, shownAtOnce).map((one) => (
            <li key={one.path} data-selected={one.path.replaceAll(/\[\d+\]/g, '') === selected || undefined} onPointerEnter={() => hovered.set(one.path)} onPointerLeave={() => hovered.set(undefined)}>
              <ComparedStep one={one} title={names.titleOf(one.path)} onSelect={() => setSelected(one.path.replaceAll(/\[\d+\]/g, ''))} />
            </li>
          ))}
        </ol>
        {different.length > shownAtOnce && <p>… and {different.length - shownAtOnce} more.</p>}
      </aside>
    </main>
  )
}

const shownAtOnce = 200
const onlyWords = { here: 'only in A', there: 'only in B' } as const

function ComparedStep({ one, title, onSelect }: { readonly one: StepComparison; readonly title: string; readonly onSelect: () => void }) {
  const words = one.kind === 'here' || one.kind === 'there' ? onlyWords[one.kind] : differenceWords(one)
  return (
    <>
      <button type="button" className={styles.step} onClick={onSelect}>
        <StatusMark status={one.here?.status ?? 'idle'} /> <StatusMark status={one.there?.status ?? 'idle'} /> {title}
      </button>
      <p className={styles.words}>{words}</p>
      {one.inputs.length > 0 && <DifferenceList label={`Input of ${title}`} differences={one.inputs} />}
      {one.outputs.length > 0 && <DifferenceList label={`Output of ${title}`} differences={one.outputs.map((difference) => ({ ...difference, path: `→ ${difference.path === '' ? 'value' : difference.path}` }))} />}
    </>
  )
}

function RunName({ letter, detail, store }: Pick<Ready, 'detail' | 'store'> & { readonly letter: string }) {
  const connection = useConnection(store)
  const { status } = useRunSummary(store)
  // until all of its events are here, it stands as the server has said
  const shown = connection === 'catching-up' ? detail.status : status
  return (
    <p>
      <strong>{letter}</strong> <a href={`/runs/${detail.id}`} className={styles.link}>{wordOfRun[shown].word}, {timeWords(detail.startedAt)}</a>
    </p>
  )
}
