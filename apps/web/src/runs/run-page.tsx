import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { liveChildren } from './live-children.ts'
import { DemoPanel } from './demo-panel.tsx'
import type { RunCanvasProps } from './run-canvas-props.ts'
import { LoadedRunView, type LoadedRunViewProps } from './loaded-run-view.tsx'
import { useRun } from './use-run.ts'
import { VerbDialogs } from './verb-dialogs.tsx'
import styles from './run-page.module.css'

export interface RunPageProps {
  readonly runId: string
  readonly renderCanvas: (props: RunCanvasProps) => ReactNode
  /** Shows another run; by default the browser goes there. */
  readonly onOpenRun?: (runId: string) => void
  readonly onOpenWorkflow?: (workflowId: string) => void
  readonly onCompare?: (runId: string, otherId: string) => void
  readonly renderPalette?: LoadedRunViewProps['renderPalette']
  /** The event to show first; the present when left out. */
  readonly at?: number | undefined
  /** The step to select first. */
  readonly step?: string | undefined
  /** The playhead has come to rest elsewhere; undefined: it follows the run. */
  readonly onMoment?: ((seq: number | undefined) => void) | undefined
}

/** One run: what happened to it, on the canvas, in time, and step by step. */
export function RunPage({ runId, renderCanvas, onOpenRun = goToRun, onOpenWorkflow = goToWorkflow, onCompare = compareWith, renderPalette, at, step, onMoment }: RunPageProps) {
  const run = useRun(runId)
  if (run.kind === 'pending') return <LoadingRun />
  if (run.kind === 'error') {
    return (
      <main className={styles.empty}>
        <h1>This run could not be loaded</h1>
        <p>{run.message}</p>
        <Button onClick={run.retry}>Try again</Button>
      </main>
    )
  }
  return <LoadedRunView key={runId} detail={run.detail} store={run.store} playhead={run.playhead} source={liveChildren} {...{ renderCanvas, renderPalette, at, step, onMoment }} renderDialog={(dialog) => <VerbDialogs {...dialog} {...{ onOpenRun, onOpenWorkflow }} onCompare={(otherId) => onCompare(dialog.detail.id, otherId)} />} tabs={[{ id: 'demo', title: 'Demo service', content: <DemoPanel store={run.store} /> }]} />
}

function goToRun(runId: string) {
  location.assign(`/runs/${runId}`)
}

function goToWorkflow(workflowId: string) {
  location.assign(`/workflow/${workflowId}`)
}

function compareWith(runId: string, otherId: string) {
  location.assign(`/runs/${runId}?with=${otherId}`)
}

/** The page's own layout in blocks, which show only when loading takes long enough to be noticed. */
function LoadingRun() {
  return (
    <main className={styles.page} aria-busy="true" aria-label="Loading the run">
      <div className={styles.block} />
      <div className={styles.middle}>
        <div className={styles.block} />
        <div className={styles.block} />
      </div>
      <div className={styles.block} />
    </main>
  )
}
