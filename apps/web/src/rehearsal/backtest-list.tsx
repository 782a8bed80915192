import { backtestSentence, type BacktestedRun, type BacktestVerdict } from '@eddy/rehearsal'
import { useEffect } from 'react'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import type { MarkName } from '../ui/step-state.ts'
import { useBacktest } from './backtest-context.ts'
import type { BacktestState, Recording } from './backtest-store.ts'
import { useRehearsal } from './rehearsal-context.tsx'
import list from './rehearsal-list.module.css'
import styles from './backtest-list.module.css'

const VERDICTS: { readonly [V in BacktestVerdict]: { readonly mark: MarkName; readonly word: string } } = {
  same: { mark: 'succeeded', word: 'the same' },
  undoes_differently: { mark: 'undone', word: 'undoes differently' },
  different_path: { mark: 'retrying', word: 'different path' },
  different_outcome: { mark: 'failed', word: 'different outcome' },
  needs_result: { mark: 'in-doubt', word: 'needs a result' },
  not_comparable: { mark: 'skipped', word: 'not comparable' },
}

const COUNTS = [5, 10, 25, 50].map((count) => ({ value: String(count), label: `The last ${count} runs` }))
const KINDS = [
  { value: 'all', label: 'However they ended' },
  { value: 'failures', label: 'Only failures' },
]

/** Recorded runs, taken through the draft: what would go otherwise, and from where on. */
export function BacktestList({ onSelect }: { readonly onSelect: (path: string) => void }) {
  const state = useBacktest((whole) => whole)
  const { which, setShown } = state
  // the store is outside of React; an edit is tested again only while somebody looks
  useEffect(() => {
    setShown(true)
    return () => setShown(false)
  }, [setShown])
  return (
    <section className={list.list} aria-label="Backtest">
      <div className={styles.choice}>
        <Select label="Which runs" value={String(which.count)} options={COUNTS} onChange={(count) => state.choose({ ...which, count: Number(count) })} />
        <Select label="Runs that ended how" value={which.failures ? 'failures' : 'all'} options={KINDS} onChange={(kind) => state.choose({ ...which, failures: kind === 'failures' })} />
        <Button size="small" onClick={() => void state.start()}>Backtest</Button>
        <p className={styles.said} role="status" aria-label="What the backtest came to" aria-busy={state.busy !== undefined}>{wordsOf(state)}</p>
      </div>
      {state.problem === undefined ? null : <p className={styles.problem} role="alert">{state.problem}</p>}
      {state.recordings === undefined ? null : (
        <ul aria-label="Recorded runs">
          {state.recordings.map((recording) => <Line key={recording.runId} recording={recording} tested={state.tested.get(recording.runId)} onSelect={onSelect} />)}
        </ul>
      )}
    </section>
  )
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

function Line({ recording, tested, onSelect }: { readonly recording: Recording; readonly tested: BacktestedRun | undefined; readonly onSelect: (path: string) => void }) {
  const when = moment.format(new Date(recording.startedAt))
  return (
    <li data-verdict={tested?.verdict} aria-label={`Run of ${when}`}>
      <StateMark mark={tested ? VERDICTS[tested.verdict].mark : 'queued'} />
      <span className={`${list.word} ${styles.word}`}>{tested ? VERDICTS[tested.verdict].word : '…'}</span>
      <a className={styles.run} href={`/runs/${recording.runId}`}>{when}</a>
      <span>
        {tested?.sentence}
        {tested?.where === undefined ? null : <Where path={tested.where} onSelect={onSelect} />}
      </span>
    </li>
  )
}

/** The step where it departs, if the draft still has it. */
function Where({ path, onSelect }: { readonly path: string; readonly onSelect: (path: string) => void }) {
  const drawn = path.replaceAll(/\[\d+\]/g, '')
  const found = useRehearsal(({ play }) => (play === undefined ? undefined : locate(play.document, drawn)))
  if (found === undefined) return null
  return (
    <>
      {' '}
      <button type="button" className={styles.where} onClick={() => onSelect(drawn)}>
        Show {stepLabel(found.step)}
      </button>
    </>
  )
}

function wordsOf({ recordings, tested, busy, problem }: BacktestState): string {
  if (problem !== undefined) return ''
  if (busy === 'loading') return 'The recorded runs are being fetched …'
  if (recordings === undefined) return 'Takes the results of recorded runs through what is drawn now. Nothing is carried out.'
  if (recordings.length === 0) return 'No such run has been recorded yet.'
  if (busy === 'testing' && tested.size < recordings.length) return `${tested.size} of ${recordings.length} …`
  return backtestSentence(recordings.flatMap(({ runId }) => tested.get(runId) ?? []))
}
