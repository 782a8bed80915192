import { useQueries } from '@tanstack/react-query'
import { catalog } from '@eddy/steps/contract'
import { portCompatibility, type WorkflowDocument } from '@eddy/workflow'
import { GitCompareArrows } from 'lucide-react'
import { comparePath } from '../store/compare-path.ts'
import { client } from '../trpc/client.ts'
import styles from './update-dialog.module.css'

export interface UpdateNewsProps {
  readonly id: string
  readonly update: { readonly name: string; readonly installed: number; readonly latest: number; readonly notes: readonly { readonly number: number; readonly note: string }[] }
  /** Both may be rehearsed now: what is asked for at the same time would wait for it. */
  readonly rehearse: boolean
  /** The comparison is opened. */
  readonly onLeave: () => void
}

/** What the versions since say of themselves, what becomes of failures in them, and where both are drawn in one. */
export function UpdateNews({ id, update: { name, installed, latest, notes }, rehearse, onLeave }: UpdateNewsProps) {
  const [before, after] = useQueries({ queries: [installed, latest].map((number) => ({ queryKey: ['library', 'entry', name, number], queryFn: () => client.library.get.query({ name, number }), staleTime: 60_000, enabled: rehearse })) })
  return (
    <section className={styles.news} aria-label="What is new">
      <ul>
        {notes.map(({ number, note }) => <li key={number}><strong>Version {number}</strong> {note || 'says nothing of itself.'}</li>)}
      </ul>
      {before?.data && after?.data ? <Failing before={before.data.contract} after={after.data.contract} /> : null}
      {before?.data && after?.data ? <Callers before={before.data.edition.document as WorkflowDocument} after={after.data.edition.document as WorkflowDocument} /> : null}
      <a className={styles.link} href={comparePath(id, `library-${name}@${installed}`, `library-${name}@${latest}`)} onClick={onLeave}>
        <GitCompareArrows size={14} aria-hidden />
        Compare version {installed} with version {latest}: what is drawn, and what happens when something fails
      </a>
    </section>
  )
}

/** What whoever calls it has to look at: inputs and result that are not what they were. */
function Callers({ before, after }: { readonly before: WorkflowDocument; readonly after: WorkflowDocument }) {
  const broken = portCompatibility(before, after, catalog).changes.filter(({ severity }) => severity === 'breaking')
  if (broken.length === 0) return null
  return (
    <section className={styles.warning} aria-label="What callers must look at">
      <p>What calls it may no longer fit:</p>
      <ul>{broken.map(({ message }) => <li key={message}>{message}</li>)}</ul>
    </section>
  )
}

interface Told {
  readonly sentence: string
  readonly coverage: { readonly percent: number }
}

function Failing({ before, after }: { readonly before: Told; readonly after: Told }) {
  const [was, is] = [Math.round(before.coverage.percent), Math.round(after.coverage.percent)]
  if (was === is && before.sentence === after.sentence) return <p className={styles.quiet}>When something fails: as before, {is} % of the effects are taken back.</p>
  return (
    <dl className={styles.failing} aria-label="When something fails">
      <div>
        <dt>Before, {was} %</dt>
        <dd>{before.sentence}</dd>
      </div>
      <div>
        <dt>After, {is} %</dt>
        <dd>{after.sentence}</dd>
      </div>
    </dl>
  )
}
