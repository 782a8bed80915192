import { catalog } from '@eddy/steps/contract'
import { useState } from 'react'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import { childrenInFile } from '../runs/child-source.ts'
import { LoadedRunView } from '../runs/loaded-run-view.tsx'
import type { RunCanvasProps } from '../runs/run-canvas-props.ts'
import { openStore } from '../runs/use-run.ts'
import type { RecordedRun } from './recorded-run.ts'
import styles from './recorded-page.module.css'

/** A run from a file: the same view as of a live one, with nothing that could be done about it. */
export function RecordedPage({ recorded }: { readonly recorded: RecordedRun | undefined }) {
  const [opened] = useState(() => (recorded ? open(recorded) : undefined))
  if (!recorded || !opened) return <p className={styles.note}>This file holds no run. Export it again from Eddy.</p>
  if (!opened.store) return <p className={styles.note}>{opened.message}</p>
  const { detail, exportedAt } = recorded
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(exportedAt))
  return (
    <>
      <title>{`${detail.workflowTitle ?? detail.workflowName} · recorded run`}</title>
      <LoadedRunView detail={detail} store={opened.store} playhead={opened.playhead} source={opened.source} renderCanvas={drawRun} at={momentOf(location.hash)} onMoment={shareMoment} origin={<span className={styles.chip}>Recorded · exported {when}</span>} />
    </>
  )
}

function open({ detail, events, children = [] }: RecordedRun) {
  const opened = openStore(detail)
  if (opened.store) {
    opened.store.receive(events)
    opened.store.flush()
  }
  return { ...opened, source: childrenInFile(children) }
}

function drawRun(props: RunCanvasProps) {
  return <RecordedDrawing {...props} />
}

/** A file has no address to keep the container in that is looked into. */
function RecordedDrawing(props: RunCanvasProps) {
  const [scope, setScope] = useState<string>()
  return <RunCanvas {...props} catalog={catalog} onSelect={(id) => props.onSelect(id)} scope={scope} onScope={setScope} />
}

/** A file has no query, but `#at=17` works everywhere. */
function momentOf(hash: string): number | undefined {
  const at = new URLSearchParams(hash.slice(1)).get('at')
  return at !== null && /^\d+$/.test(at) ? Number(at) : undefined
}

function shareMoment(seq: number | undefined): void {
  history.replaceState(null, '', seq === undefined ? '#' : `#at=${seq}`)
}
