import type { RunsAgain } from '@eddy/engine'
import { Paths } from './cancel-dialog.tsx'
import styles from './cancel-dialog.module.css'

interface AgainConsequenceProps {
  readonly plan: { readonly kept: readonly string[]; readonly again: readonly RunsAgain[] } | undefined
  readonly error: { readonly message: string } | null
  /** Everything runs again. */
  readonly whole: boolean
  readonly titleOf: (path: string) => string
}

const reasons = { undone: 'it was undone', unfinished: 'it did not finish', chosen: 'it was chosen', changed: 'it is another step now, or has another input', depends: 'it depends on one that runs again' } as const

/** What a new run would keep and do again, and where an effect would be there twice. */
export function AgainConsequence({ plan, error, whole, titleOf }: AgainConsequenceProps) {
  if (error) return <p role="alert">{error.message}</p>
  if (!plan) return <p aria-busy="true">Finding out what can be kept …</p>
  if (whole) return <p>No result is kept.</p>
  const twice = plan.again.filter(({ stands }) => stands)
  return (
    <>
      <p><strong>{plan.kept.length === 0 ? 'No result can be kept.' : plan.kept.length === 1 ? 'One result is kept.' : `${plan.kept.length} results are kept.`}</strong></p>
      {twice.length > 0 && <p className={styles.moved} role="note">{twice.map(({ path }) => titleOf(path)).join(', ')}: the earlier effect stays in the world, and there will be another.</p>}
      <Paths title="Kept" paths={plan.kept} titleOf={titleOf} />
      <Paths title="Run again" paths={plan.again.map(({ path, because }) => `${path}\n${because}`)} titleOf={(line) => {
        const [path = '', because = 'unfinished'] = line.split('\n')
        return `${titleOf(path)}: ${reasons[because as RunsAgain['because']]}`
      }} />
    </>
  )
}
