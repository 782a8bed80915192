import type { CSSProperties, ReactNode } from 'react'
import { useMemo, useState } from 'react'
import type { RunView } from '@eddy/engine'
import type { Trial, WorkflowDocument } from '@eddy/workflow'
import { Button } from '../ui/button.tsx'
import { ConnectionChip } from './connection-chip.tsx'
import { DemoPanel } from './demo-panel.tsx'
import { Divider, usePanelSize } from './divider.tsx'
import { EventList } from './event-list.tsx'
import { RunHeader } from './run-header.tsx'
import { RunOverview } from './run-overview.tsx'
import type { RunStore } from './run-store.ts'
import { RunTabs } from './run-tabs.tsx'
import { RunTimeline } from './run-timeline.tsx'
import type { RunDetail } from './run-types.ts'
import { StepInspector } from './step-inspector.tsx'
import { stepNamesOf } from './step-names.ts'
import { useRunKeys } from './use-run-keys.ts'
import { useConnection, useRun, useRunDocument, useRunVersion } from './use-run.ts'
import styles from './run-page.module.css'

/** What a canvas needs to show a run; `version` grows with every visible change of the store. */
export interface RunCanvasProps {
  readonly document: WorkflowDocument
  readonly trial: Trial | null
  readonly store: RunStore
  readonly view: RunView
  readonly version: number
  readonly selected: string | undefined
  readonly onSelect: (path: string | null | undefined) => void
}

export interface RunPageProps {
  readonly runId: string
  readonly renderCanvas: (props: RunCanvasProps) => ReactNode
  /** Shows another run; by default the browser goes there. */
  readonly onOpenRun?: (runId: string) => void
}

/** One run: what happened to it, on the canvas, in time, and step by step. */
export function RunPage({ runId, renderCanvas, onOpenRun = goToRun }: RunPageProps) {
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
  return <LoadedRunPage key={runId} detail={run.detail} store={run.store} renderCanvas={renderCanvas} onOpenRun={onOpenRun} />
}

function goToRun(runId: string) {
  location.assign(`/runs/${runId}`)
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

interface LoadedRunPageProps {
  readonly detail: RunDetail
  readonly store: RunStore
  readonly renderCanvas: RunPageProps['renderCanvas']
  readonly onOpenRun: (runId: string) => void
}

function LoadedRunPage({ detail, store, renderCanvas, onOpenRun }: LoadedRunPageProps) {
  const [selected, setSelected] = useState<string>()
  const document = useRunDocument(store, detail.document)
  const names = useMemo(() => stepNamesOf(document), [document])
  const connection = useConnection(store)
  const context = { detail, store, names }
  const inspector = usePanelSize('eddy.run.inspector', { start: 360, min: 320, max: 640 })
  const bottom = usePanelSize('eddy.run.timeline', { start: 240, min: 120, max: 560 })
  // custom properties, so that narrow screens can lay the panels out in their own way
  const sizes: CSSProperties & { readonly [name: `--${string}`]: string } = { '--inspector': `${inspector.size}px`, '--bottom': `${bottom.size}px` }
  useRunKeys(store, setSelected)
  return (
    <main className={styles.page} style={sizes}>
      <RunHeader {...context} onOpenRun={onOpenRun} onSelect={setSelected} chip={<ConnectionChip store={store} />} />
      <div className={styles.middle}>
        <section className={styles.canvas} aria-label="Canvas" data-stale={connection === 'offline' || undefined}>
          <CanvasSlot document={document} trial={detail.trial} store={store} selected={selected} onSelect={(path) => setSelected(path ?? undefined)} renderCanvas={renderCanvas} />
        </section>
        <Divider label="Width of the inspector" orientation="vertical" panel={inspector} />
        <aside className={styles.inspector} aria-label="Inspector">
          {selected === undefined ? <RunOverview {...context} onSelect={setSelected} /> : <StepInspector {...context} path={selected} onClose={() => setSelected(undefined)} />}
        </aside>
      </div>
      <Divider label="Height of the timeline" orientation="horizontal" panel={bottom} />
      <div className={styles.bottom}>
        <RunTabs
          tabs={[
            { id: 'timeline', title: 'Timeline', content: <RunTimeline {...context} selected={selected} onSelect={setSelected} /> },
            { id: 'events', title: 'Events', content: <EventList {...context} selected={selected} onSelect={setSelected} /> },
            { id: 'demo', title: 'Demo service', content: <DemoPanel store={store} /> },
          ]}
        />
      </div>
    </main>
  )
}

/** Draws the canvas again with each change of the run, and nothing else of the page. */
function CanvasSlot({ renderCanvas, ...props }: Omit<RunCanvasProps, 'version' | 'view'> & { readonly renderCanvas: RunPageProps['renderCanvas'] }) {
  return renderCanvas({ ...props, view: props.store.view(), version: useRunVersion(props.store) })
}
