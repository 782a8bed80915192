import { useState } from 'react'
import type { RunStatus } from '@eddy/engine'
import { client } from '../trpc/client.ts'
import { wordOfRun } from '../ui/run-status.ts'
import { serverNow } from '../ui/server-time.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'
import type { BulkDone } from './bulk-report.tsx'
import { reachOf, reachSentence, runsWords, type BulkVerb } from './bulk-words.ts'
import type { RunCount, RunFilter } from './run-types.ts'
import { pickedRuns, type Selection } from './selection.ts'
import styles from './bulk.module.css'

interface BulkDialogProps {
  readonly asked: BulkVerb
  readonly selection: Selection
  readonly filter: RunFilter
  /** How the picked runs stand now. */
  readonly statuses: RunCount['statuses']
  readonly picked: number
  readonly onDone: (done: BulkDone) => void
  readonly onClose: () => void
}

const begins = [
  { value: 'retry', title: 'From the failure', consequence: 'Results that still hold are kept. Runs that have succeeded or are under way are refused.' },
  { value: 'again', title: 'From the start', consequence: 'Everything runs again: effects that were not undone come twice.' },
]
const versions = [
  { value: 'recorded', title: 'As each of them ran', consequence: 'The version that a run went by is the one it runs on again.' },
  { value: 'current', title: 'As the workflow is drawn now', consequence: 'The draft, with whatever has been changed since.' },
]

/** Says what comes of it for how many, then does it, and hands on what came of it. */
export function BulkDialog({ asked, selection, filter, statuses, picked, onDone, onClose }: BulkDialogProps) {
  const [until] = useState(() => new Date(serverNow()))
  const [begin, setBegin] = useState(reachOf('retry', statuses) > 0 ? 'retry' : 'again')
  const [version, setVersion] = useState('recorded')
  const anew = asked.verb === 'again'
  const verb = anew && begin === 'retry' ? 'retry' : asked.verb
  const reached = reachOf(verb, statuses)
  const which = verb === 'retry' ? 'over and did not succeed' : asked.reached
  async function act() {
    const outcome = await client.run.bulk.mutate({ verb, runs: pickedRuns(selection, filter, until), ...(anew ? { version: version === 'current' ? 'current' : 'recorded' } : {}) })
    onDone({ asked, outcome })
  }
  return (
    <VerbDialog title={`${asked.title}: ${runsWords(reached)}?`} description={asked.consequence} verb={`${asked.title}: ${runsWords(reached)}`} tone={asked.tone} act={act} onClose={onClose}>
      <p><strong>{reachSentence({ reached: which }, reached, picked)}</strong></p>
      <ul className={styles.statuses} aria-label="How they stand now">
        {Object.entries(statuses).filter(([, count]) => count > 0).map(([status, count]) => {
          const { mark, word } = wordOfRun[status as RunStatus]
          return <li key={status}><StatusMark status={mark} /> {count.toLocaleString('en')} {word.toLowerCase()}</li>
        })}
      </ul>
      {anew && <RadioList legend="Where they begin" choices={begins} value={begin} onChange={setBegin} />}
      {anew && <RadioList legend="What they run" choices={versions} value={version} onChange={setVersion} />}
      {selection.kind === 'all' && <p className={styles.note}>Runs that start from now on are not meant.</p>}
    </VerbDialog>
  )
}
