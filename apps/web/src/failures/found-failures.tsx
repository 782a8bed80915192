import { ArrowUp } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { FailureLine } from './failure-line.tsx'
import type { FailureRow } from './failure-types.ts'
import { runsOf } from './failure-words.ts'
import type { FailuresPageProps } from './failures-page-props.ts'
import { TriageBar } from './triage-bar.tsx'
import { TriageDialogs, type AskedTriage } from './triage-dialogs.tsx'
import { useFailures, type Failures } from './use-failures.ts'
import styles from './failures.module.css'

/** The failures of one time and workflow, and what is picked among them. */
export function FoundFailures({ filter, onFilter, me, renderRunAgain }: FailuresPageProps) {
  const list = useFailures(filter)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<AskedTriage>()
  const [again, setAgain] = useState<FailureRow>()
  if (list.error && !list.any) return <div className={styles.note} role="alert"><p>The failures could not be loaded: {list.error.message}</p><Button onClick={list.retry}>Try again</Button></div>
  if (list.pending) return <div className={styles.loading} aria-busy="true" aria-label="Loading failures">{Array.from({ length: 5 }, (_, index) => <div key={index} />)}</div>
  const chosen = list.rows.filter(({ fingerprint }) => picked.has(fingerprint))
  function pick(fingerprints: readonly string[], there: boolean) {
    setPicked((before) => new Set(there ? [...before, ...fingerprints] : [...before].filter((one) => !fingerprints.includes(one))))
  }
  return (
    <>
      <div className={styles.above}>
        <Count rows={list.rows} />
        {list.fresh > 0 && <div role="status" aria-label="New failures"><Button size="small" onClick={list.takeFresh}><ArrowUp size={14} aria-hidden /> {list.fresh === 1 ? '1 new failure' : `${list.fresh} new failures`}</Button></div>}
        {chosen.length > 0 && <TriageBar rows={chosen} onAsk={setAsked} onClear={() => setPicked(new Set())} />}
      </div>
      {list.rows.length === 0
        ? <Nothing any={list.any} state={filter.state} onAll={() => onFilter({ ...filter, state: 'all', words: '' })} />
        : <Lines list={list} days={filter.days} picked={picked} onPick={pick} onAsk={setAsked} onAgain={setAgain} />}
      {asked && <TriageDialogs asked={asked} me={me} triage={list.triage} onDone={() => setPicked(new Set())} onClose={() => setAsked(undefined)} />}
      {again && renderRunAgain(again, () => setAgain(undefined))}
    </>
  )
}

function Count({ rows }: { readonly rows: readonly FailureRow[] }) {
  const runs = rows.reduce((sum, row) => sum + row.runs, 0)
  return <p className={styles.count} role="status" aria-label="Failures found">{rows.length === 0 ? '' : `${rows.length === 1 ? '1 reason' : `${rows.length} reasons`} in ${runsOf(runs)}`}</p>
}

function Nothing({ any, state, onAll }: { readonly any: boolean; readonly state: 'open' | 'resolved' | 'all'; readonly onAll: () => void }) {
  if (!any) return <div className={styles.note}><p>No run has failed in this time.</p></div>
  return <div className={styles.note}><p>{state === 'open' ? 'Every failure of this time that these filters find has been dealt with.' : 'No failure matches these filters.'}</p><Button onClick={onAll}>Show all failures</Button></div>
}

interface LinesProps {
  readonly list: Failures
  readonly days: number
  readonly picked: ReadonlySet<string>
  readonly onPick: (fingerprints: readonly string[], there: boolean) => void
  readonly onAsk: (asked: AskedTriage) => void
  readonly onAgain: (row: FailureRow) => void
}

function Lines({ list: { rows }, days, picked, onPick, onAsk, onAgain }: LinesProps) {
  const place = useRef<HTMLUListElement>(null)
  const count = rows.filter(({ fingerprint }) => picked.has(fingerprint)).length
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return
    // the first link of a line is the line's own
    const links = [...(place.current?.querySelectorAll('li') ?? [])].flatMap((line) => line.querySelector('a') ?? [])
    const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement))
    const by: { readonly [key: string]: number } = { arrowdown: 1, j: 1, arrowup: -1, k: -1 }
    const step = by[event.key.toLowerCase()]
    const row = rows[at]
    if (step !== undefined) links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus()
    else if (event.key.toLowerCase() === 'x' && row) onPick([row.fingerprint], !picked.has(row.fingerprint))
    else return
    event.preventDefault()
  }
  return (
    <div className={styles.frame}>
      <label className={styles.all}>
        <input type="checkbox" ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < rows.length
        }} checked={count === rows.length} onChange={() => onPick(rows.map(({ fingerprint }) => fingerprint), count < rows.length)} />
        Select all failures shown
      </label>
      <ul ref={place} className={styles.rows} aria-label="Failures" onKeyDown={onKeyDown}>
        {rows.map((row) => <FailureLine key={row.fingerprint} row={row} days={days} picked={picked.has(row.fingerprint)} onPick={(there) => onPick([row.fingerprint], there)} onAsk={onAsk} onAgain={onAgain} />)}
      </ul>
    </div>
  )
}
