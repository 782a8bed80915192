import type { CSSProperties, MouseEvent, ReactNode } from 'react'
import { memo, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RunSummary } from '@eddy/engine'
import type { WorkflowDocument } from '@eddy/workflow'
import { createHoveredStep } from '../store/hovered-step.ts'
import { ConnectionChip } from './connection-chip.tsx'
import type { ChildLanes } from './child-lanes.ts'
import { ownerOf } from './child-path.ts'
import type { ChildSource } from './child-source.ts'
import { ChildStep } from './child-step.tsx'
import { Divider, usePanelSize } from './divider.tsx'
import { EdgeInspector } from './edge-inspector.tsx'
import { EventList } from './event-list.tsx'
import type { PaletteGroup } from '../ui/palette-group.ts'
import { FrozenTime } from '../ui/frozen-time.ts'
import type { Playhead } from './playhead.ts'
import type { RunCanvasProps } from './run-canvas-props.ts'
import { KeyList } from './key-list.tsx'
import { Beat } from './beat.ts'
import { pacedReading } from './paced-reading.ts'
import { runCommands } from './run-commands.ts'
import { RunHeader } from './run-header.tsx'
import { RunOverview } from './run-overview.tsx'
import type { RunReading, RunStore } from './run-store.ts'
import { RunTabs, type RunTab } from './run-tabs.tsx'
import { RunTimeline } from './run-timeline.tsx'
import type { MomentContext } from './run-context.ts'
import type { RunDetail } from './run-types.ts'
import { StepInspector } from './step-inspector.tsx'
import { StaleNote } from './stale-note.tsx'
import { stepNamesOf } from './step-names.ts'
import { useDensity } from './timeline-density.ts'
import { useChildLanes } from './use-child-lanes.ts'
import { useForesight } from './use-foresight.ts'
import { useRunKeys } from './use-run-keys.ts'
import { useAway, useRunDocument } from './use-run.ts'
import { usePageVerbs, type PageVerbs } from './use-verbs.ts'
import { VerbGone } from '../ui/verb-dialog.tsx'
import type { AskedVerb } from './asked-verb.ts'
import { placeOf, VerbMenu, type MenuPlace } from './verb-menu.tsx'
import styles from './run-page.module.css'

export interface LoadedRunViewProps {
  readonly detail: RunDetail
  readonly store: RunStore
  readonly playhead: Playhead
  /** The runs that its steps have started. */
  readonly source: ChildSource
  readonly renderCanvas: (props: RunCanvasProps) => ReactNode
  /** The dialog of a verb; without it the run can only be looked at. */
  readonly renderDialog?: (dialog: AskedVerb) => ReactNode
  /** Where the run comes from, in place of the connection's state. */
  readonly origin?: ReactNode
  /** The list of all that can be done here, and the key that opens it. */
  readonly renderPalette?: ((groups: () => readonly PaletteGroup[]) => ReactNode) | undefined
  /** Beside the timeline and the events. */
  readonly tabs?: readonly RunTab[]
  readonly at?: number | undefined
  /** The step that is selected when the page opens. */
  readonly step?: string | undefined
  readonly onMoment?: ((seq: number | undefined) => void) | undefined
}

/** Canvas, inspector and timeline of one run, with one selection, one hover and one playhead. */
export function LoadedRunView({ detail, store, playhead, source, renderCanvas, renderDialog, renderPalette, origin, tabs = noTabs, at, step, onMoment }: LoadedRunViewProps) {
  // of a large run, everything but the canvas moves on at a pace
  const [beat] = useState(() => new Beat())
  const reading = useMemo(() => pacedReading(playhead.reading, beat), [playhead, beat])
  const panels = useMemo(() => ({ store: pacedReading(store, beat), playhead: { ...playhead, reading, subscribe: reading.subscribe } }), [store, playhead, reading, beat])
  const [selected, setSelected] = useState(step)
  const [hovered] = useState(createHoveredStep)
  const [density, setDensity] = useDensity()
  const document = useRunDocument(reading, detail.document)
  const names = useMemo(() => stepNamesOf(document), [document])
  const clock = useSyncExternalStore(reading.subscribe, reading.clock)
  // what is shown is from then, and so are its times
  const away = useAway(store)
  const context = { detail, store: panels.store, names, reading }
  const inspector = usePanelSize('eddy.run.inspector', { start: 360, min: 360, max: 480 })
  const bottom = usePanelSize('eddy.run.timeline', { start: 240, min: 120, max: 560 })
  // custom properties, so that narrow screens can lay the panels out in their own way
  const sizes: CSSProperties & { readonly [name: `--${string}`]: string } = { '--inspector': `${inspector.size}px`, '--bottom': `${bottom.size}px` }
  const lanes = useChildLanes({ source, runId: detail.id, reading: playhead.reading })
  const keys = useMemo(() => ({ store, playhead, names, selected, lanes, onSelect: setSelected, onDensity: setDensity }), [store, playhead, names, selected, lanes, setDensity])
  useRunKeys(keys)
  useSharedMoment(playhead, at, onMoment)
  const verbs = usePageVerbs(context, lanes, renderDialog !== undefined)
  const foresight = useForesight(store)
  const [menu, setMenu] = useState<MenuPlace>()
  function openMenu(path: string, event: MouseEvent) {
    const { ofStep, ofRun, ask } = verbs.at(path)
    // of the step and of all that wait would be one word for two things
    const offered = [...ofStep, ...ofRun.filter(({ id }) => !ofStep.some((one) => one.id === id))]
    if (offered.length === 0) return
    event.preventDefault()
    setMenu({ ...placeOf(event, event.currentTarget), verbs: offered, ask })
  }
  function onCardMenu(event: MouseEvent) {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.react-flow__node') : null
    const path = card?.dataset.id
    if (path === undefined) return
    setSelected(path)
    openMenu(path, event)
  }
  const select = useCallback((path: string | null | undefined) => setSelected(path ?? undefined), [])
  const shared = { playhead: panels.playhead, hovered, selected, onSelect: setSelected }
  return (
    <main className={styles.page} style={sizes}>
      <FrozenTime value={clock ?? away}>
        <RunHeader {...context} verbs={verbs.verbs} onAsk={verbs.ask} onForesee={foresight.show} onSelect={setSelected} chip={origin ?? <ConnectionChip store={store} />} />
      </FrozenTime>
      <div className={styles.middle}>
        <section className={styles.canvas} aria-label="Canvas" data-stale={away === undefined ? undefined : ''} data-replay={clock === undefined ? undefined : ''} onContextMenu={onCardMenu}>
          <CanvasSlot document={document} trial={detail.trial} reading={playhead.reading} opened={detail.lastSeq} away={away} hovered={hovered} notes={foresight.notes} selected={selected === undefined ? undefined : ownerOf(selected)} onSelect={select} renderCanvas={renderCanvas} />
          {foresight.sentence !== undefined && <p className={styles.foresight} role="status" aria-label="If it were cancelled now">{foresight.sentence}</p>}
          <StaleNote store={store} />
        </section>
        <Divider label="Width of the inspector" orientation="vertical" panel={inspector} />
        <aside className={styles.inspector} aria-label="Inspector">
          <FrozenTime value={clock ?? away}>
            <Inspected {...context} document={document} lanes={lanes} selected={selected} verbs={verbs} onSelect={setSelected} />
          </FrozenTime>
        </aside>
      </div>
      <Divider label="Height of the timeline" orientation="horizontal" panel={bottom} />
      <div className={styles.bottom}>
        <FrozenTime value={away}>
          <RunTabs
            tabs={[
              { id: 'timeline', title: 'Timeline', content: <RunTimeline {...context} {...shared} density={density} onDensity={setDensity} lanes={lanes} onMenu={openMenu} /> },
              { id: 'events', title: 'Events', content: <EventList {...context} {...shared} lanes={lanes} onMenu={openMenu} /> },
              ...tabs,
              { id: 'keys', title: 'Keys', content: <KeyList /> },
            ]}
          />
        </FrozenTime>
      </div>
      <VerbMenu place={menu} onClose={() => setMenu(undefined)} />
      {renderPalette?.(() => runCommands({ keys, verbs, steps: store.steps() }))}
      {verbs.dialog && <VerbGone value={verbs.dialog.gone}>{renderDialog?.(verbs.dialog)}</VerbGone>}
    </main>
  )
}

const noTabs: readonly RunTab[] = []

interface InspectedProps extends MomentContext {
  readonly verbs: PageVerbs
  readonly document: WorkflowDocument
  readonly lanes: ChildLanes
  readonly selected: string | undefined
  readonly onSelect: (path: string | undefined) => void
}

/** The inspector: of the run, of a step, or of a connection. */
function Inspected({ document, lanes, selected, verbs, onSelect, ...context }: InspectedProps) {
  const close = () => onSelect(undefined)
  const shown = useSyncExternalStore(lanes.subscribe, lanes.shown)
  const showChild = (path: string) => {
    if (!shown.has(path)) lanes.toggle(path)
    onSelect(path)
  }
  if (selected === undefined) return <RunOverview {...context} verbs={verbs} onSelect={onSelect} onChild={showChild} />
  if (selected.includes('#')) return <ChildStep lanes={lanes} path={selected} names={context.names} onSelect={onSelect} onAsk={verbs.canAct ? verbs.askChild : undefined} />
  if (selected.includes('>')) return <EdgeInspector {...context} document={document} edge={selected} onSelect={onSelect} onClose={close} />
  const starts = context.names.stepOf(selected)?.kind === 'workflow.run'
  const child = starts ? { shown: shown.has(selected), onToggle: () => lanes.toggle(selected) } : undefined
  return <StepInspector {...context} document={document} path={selected} offered={verbs} onAsk={verbs.ask} onSelect={onSelect} onClose={close} child={child} />
}

/** How long the playhead has to rest before the address names its moment, in milliseconds: browsers refuse many changes at once. */
const REST_MS = 300

/** Starts at the moment that the address names, and keeps the address at the playhead's moment. */
function useSharedMoment(playhead: Playhead, at: number | undefined, onMoment: ((seq: number | undefined) => void) | undefined): void {
  // the address is read when the page opens, and when it is changed by going back and forth
  useEffect(() => {
    if (at === undefined) playhead.follow()
    else if (at !== playhead.wanted()) playhead.go(at)
  }, [playhead, at])
  // the address is outside of React
  useEffect(() => {
    if (!onMoment) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let told = playhead.wanted()
    const stop = playhead.subscribe(() => {
      const moment = playhead.wanted()
      if (moment === told) return
      told = moment
      clearTimeout(timer)
      if (moment === undefined) onMoment(undefined)
      else timer = setTimeout(() => onMoment(told), REST_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [playhead, onMoment])
}

type CanvasSlotProps = Pick<RunCanvasProps, 'document' | 'trial' | 'hovered' | 'notes' | 'selected' | 'onSelect'> & { readonly reading: RunReading; /** The last event when the page was opened. */ readonly opened: number; /** Since when there is no connection. */ readonly away: number | undefined; readonly renderCanvas: LoadedRunViewProps['renderCanvas'] }

/** Draws the canvas again when another moment is shown. While the run goes on, the canvas follows it by itself. */
const CanvasSlot = memo(function CanvasSlot({ renderCanvas, reading, opened, away, ...props }: CanvasSlotProps) {
  const moment = useSyncExternalStore(reading.subscribe, reading.moment)
  const clock = useSyncExternalStore(reading.subscribe, reading.clock)
  const failed = useSyncExternalStore(reading.subscribe, () => failedStep(reading.run()))
  const watched = useSyncExternalStore(reading.subscribe, () => reading.run().seq > opened)
  return renderCanvas({ ...props, moment, clock: clock ?? away, onChange: reading.subscribe, failed, watched })
})

function failedStep({ forward, status, error }: RunSummary): string | undefined {
  return forward === 'failed' || status === 'failing' ? error?.step : undefined
}
