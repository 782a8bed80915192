import { type KeyboardEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { byCause, choose, type Chosen } from './by-cause.ts'
import { CauseCard } from './cause-card.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { SettleDialog } from './settle-dialog.tsx'
import { SettleReport, type Report } from './settle-report.tsx'
import { useWorkbench, type WorkbenchData } from './use-workbench.ts'
import { keyOf, workflowLabel, type WorkbenchRow } from './workbench-row.ts'
import styles from './workbench.module.css'

export interface WorkbenchPageProps {
  /** Only what is left of this workflow. */
  readonly workflowId: string | undefined
  readonly onWorkflow: (id: string | undefined) => void
  readonly me: string
}

type Asked = { readonly what: 'settle' | 'note'; readonly rows: readonly WorkbenchRow[] }

const ALL = ''

/** Everything that a rollback could not take back or that nobody knows of, over all runs. */
export function WorkbenchPage({ workflowId, onWorkflow, me }: WorkbenchPageProps) {
  const data = useWorkbench(workflowId)
  const [chosen, setChosen] = useState<Chosen>(new Set())
  const [asked, setAsked] = useState<Asked>()
  const [report, setReport] = useState<Report>()
  const rows = data.rows ?? []
  const close = () => setAsked(undefined)
  return (
    <main className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1>Workbench</h1>
          <p className={styles.lead}>{leadOf(rows, data.total)}</p>
        </div>
        <div className={styles.filter}>
          <Select label="Workflow" value={workflowId ?? ALL} options={workflowOptions(data.all, workflowId)} onChange={(id) => onWorkflow(id === ALL ? undefined : id)} />
        </div>
      </header>
      {report ? <SettleReport report={report} onClose={() => setReport(undefined)} /> : null}
      <Instead data={data} filtered={workflowId !== undefined} />
      {rows.length > 0 ? (
        <Causes data={{ rows, total: data.total }} chosen={chosen} onChoose={(which, on) => setChosen((before) => choose(before, which, on))} onAsk={setAsked} />
      ) : null}
      {asked?.what === 'settle' ? <SettleDialog rows={asked.rows} onSettled={(next) => { setReport(next); setChosen(new Set()) }} onClose={close} /> : null}
      {asked?.what === 'note' ? <NoteDialog rows={asked.rows} me={me} onClose={close} /> : null}
    </main>
  )
}

interface CausesProps {
  readonly data: { readonly rows: readonly WorkbenchRow[]; readonly total: number }
  readonly chosen: Chosen
  readonly onChoose: (rows: readonly WorkbenchRow[], on: boolean) => void
  readonly onAsk: (asked: Asked) => void
}

/** All of it, with what can be done about those that are selected. */
function Causes({ data: { rows, total }, chosen, onChoose, onAsk }: CausesProps) {
  const settle = (some: readonly WorkbenchRow[]) => onAsk({ what: 'settle', rows: some })
  const note = (some: readonly WorkbenchRow[]) => onAsk({ what: 'note', rows: some })
  return (
    <>
      <SelectionBar rows={rows} selected={rows.filter((row) => chosen.has(keyOf(row)))} onChoose={onChoose} onSettle={settle} onNote={note} />
      <div className={styles.causes} onKeyDown={(event) => walk(event, () => onChoose(rows, true))}>
        {byCause(rows).map((cause) => (
          <CauseCard key={`${cause.kind} ${cause.cause}`} cause={cause} chosen={chosen} onChoose={onChoose} onSettle={(row) => settle([row])} onNote={(row) => note([row])} />
        ))}
      </div>
      {total > rows.length ? <p className={styles.more}>The oldest {rows.length} of {total} are shown.</p> : null}
    </>
  )
}

/** What stands there while there are no rows: that they come, that they could not, or that there are none. */
function Instead({ data: { rows, error, retry }, filtered }: { readonly data: WorkbenchData; readonly filtered: boolean }) {
  if (error) return <Failed message={error.message} onRetry={retry} />
  if (rows === undefined) return <div className={styles.loading} aria-busy="true" aria-label="Loading the workbench" />
  return rows.length === 0 ? <Nothing filtered={filtered} /> : null
}

/** ↑ and ↓ go from one to the next, Ctrl A selects all; Space and Enter are the checkbox's own. */
function walk(event: KeyboardEvent<HTMLElement>, selectAll: () => void): void {
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return
  if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    return selectAll()
  }
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (way === 0) return
  event.preventDefault()
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  boxes[boxes.indexOf(event.target) + way]?.focus()
}

function leadOf(rows: readonly WorkbenchRow[], total: number): string {
  if (rows.length === 0) return 'What a rollback could not take back, and what nobody knows of, over all runs.'
  const runs = new Set(rows.map(({ runId }) => runId)).size
  return `${total === 1 ? 'One thing needs' : `${total} things need`} a person, in ${runs === 1 ? 'one run' : `${runs} runs`}.`
}

function workflowOptions(rows: readonly WorkbenchRow[], chosen: string | undefined): readonly { readonly value: string; readonly label: string; readonly hint?: string }[] {
  const found = new Map<string, { readonly label: string; count: number }>()
  for (const row of rows) {
    if (row.workflowId === null) continue
    const known = found.get(row.workflowId)
    if (known) known.count++
    else found.set(row.workflowId, { label: workflowLabel(row), count: 1 })
  }
  // settled meanwhile: it stays chosen until another is
  if (chosen !== undefined && !found.has(chosen)) found.set(chosen, { label: 'This workflow', count: 0 })
  return [{ value: ALL, label: 'All workflows' }, ...[...found].map(([value, { label, count }]) => ({ value, label, hint: String(count) }))]
}

function Failed({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  return (
    <div className={styles.nothing} role="alert">
      <p>The workbench could not be loaded: {message}</p>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}

function Nothing({ filtered }: { readonly filtered: boolean }) {
  return (
    <div className={styles.nothing}>
      <p className={styles.nothingTitle}>Nothing is left in place{filtered ? ' of this workflow' : ''}.</p>
      <p>Undos that fail and steps of which nobody knows whether they happened come here by themselves.</p>
    </div>
  )
}
