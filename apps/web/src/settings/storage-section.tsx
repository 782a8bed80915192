import { useQuery } from '@tanstack/react-query'
import { runsPath } from '../store/runs-path.ts'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { byteWords } from './byte-words.ts'
import { CleanUpButton } from './clean-up-button.tsx'
import { CompactButton } from './compact-button.tsx'
import { RetentionForm } from './retention-form.tsx'
import { SizeBars, type Size } from './size-bars.tsx'
import { tableWords } from './table-words.ts'
import settings from './settings.module.css'
import styles from './storage.module.css'

/** The other tables are told together. */
const SHOWN = 7

/** What the database holds, how long it is kept, and what goes next. */
export function StorageSection() {
  const summary = useQuery({ ...trpc.storage.summary.queryOptions(), staleTime: 0 })
  return (
    <section aria-labelledby="storage" className={settings.section}>
      <header className={settings.header}>
        <div>
          <h2 id="storage">Storage</h2>
          <p className={settings.note}>What runs have recorded, how long it is kept, and what goes next. Runs that have left something in place are always kept.</p>
        </div>
        {summary.data ? (
          <p className={styles.total}>
            <strong>{byteWords(summary.data.total)}</strong> in all
          </p>
        ) : null}
      </header>
      {summary.isError ? (
        <div className={settings.nothing} role="alert">
          <p>What is stored could not be measured: {summary.error.message}</p>
          <Button size="small" onClick={() => void summary.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {summary.isPending ? <div className={settings.loading} aria-busy="true" aria-label="Measuring what is stored" /> : null}
      {summary.data ? <Stored summary={summary.data} /> : null}
    </section>
  )
}

interface Summary {
  readonly total: number
  readonly tables: readonly { readonly name: string; readonly bytes: number; readonly rows: number }[]
  readonly workflows: readonly { readonly workflowId: string | null; readonly name: string; readonly runs: number; readonly bytes: number; readonly oldest: string | null }[]
  readonly retention: { readonly days: number | null; readonly failedDays: number | null }
}

function Stored({ summary }: { readonly summary: Summary }) {
  return (
    <div className={styles.card}>
      <div className={styles.columns}>
        <div>
          <h3>By workflow</h3>
          {summary.workflows.length === 0 ? <p className={styles.detail}>Nothing has run yet.</p> : <SizeBars label="By workflow" sizes={workflowSizes(summary)} />}
        </div>
        <div>
          <h3>By table</h3>
          <SizeBars label="By table" sizes={tableSizes(summary)} />
        </div>
      </div>
      <div className={styles.part}>
        <h3>How long runs are kept</h3>
        <RetentionForm kept={summary.retention} />
      </div>
      <div className={styles.part}>
        <CleanUpButton />
        <CompactButton />
      </div>
    </div>
  )
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

function workflowSizes({ workflows }: Summary): readonly Size[] {
  return workflows.map(({ workflowId, name, runs, bytes, oldest }) => ({
    key: workflowId ?? name,
    name: workflowId === null ? `${name} (removed)` : name,
    bytes,
    detail: `${runs === 1 ? 'one run' : `${runs} runs`}${oldest === null ? '' : ` since ${day.format(new Date(oldest))}`}`,
    ...(workflowId === null ? {} : { href: runsPath(workflowId) }),
  }))
}

function tableSizes({ tables }: Summary): readonly Size[] {
  // the database's own notes have names that begin so
  const ours = tables.filter(({ name }) => !name.startsWith('_'))
  const large = ours.slice(0, SHOWN)
  const small = tables.filter((table) => !large.includes(table))
  const rest = small.reduce((sum, { bytes }) => sum + bytes, 0)
  return [
    ...large.map(({ name, bytes, rows }) => ({ key: name, name: tableWords(name), bytes, detail: rows > 0 ? `about ${rows.toLocaleString('en')} rows` : '' })),
    ...(small.length > 0 ? [{ key: '', name: 'Everything else', bytes: rest, detail: `${small.length} tables` }] : []),
  ]
}
