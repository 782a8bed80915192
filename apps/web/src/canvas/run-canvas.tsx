import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { Panel, ReactFlowProvider } from '@xyflow/react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { CardNote } from '../store/card-note.ts'
import type { HoveredStep } from '../store/hovered-step.ts'
import { isContainer, isInside, standIn } from '../store/document/inside.ts'
import { lanesOf } from '../store/document/placement.ts'
import { edgeOf } from '../store/document/wires.ts'
import { brief } from '../ui/known-value.ts'
import { ViewTools } from './canvas-tools.tsx'
import type { CardEdge } from './flow-edges.ts'
import { useDensityKeys } from './layer/use-density-keys.ts'
import { FailureCamera } from './failure-camera.tsx'
import { RunOverlay, type ShownRun } from './overlay.ts'
import { Breadcrumb } from './scope/breadcrumb.tsx'
import type { DrawingView } from './scope/drawing-view.ts'
import { useRunContainers } from './scope/use-run-containers.ts'
import { ScopeCamera } from './scope/scope-camera.tsx'
import { useShiftHeld } from './use-data-links.ts'
import { WorkflowCanvas } from './workflow-canvas.tsx'

export interface RunCanvasProps {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  /** What the drawing is called; a run when left out. */
  readonly label?: string | undefined
  /** The run as it is to be shown. */
  readonly moment: ShownRun
  /** Grows with every change of what is shown that is not told by `onChange`. */
  readonly version?: number
  /** Calls the listener with the paths of the steps that have changed since, whenever `moment` has gone on. Never changes. */
  readonly onChange?: ((listener: (changed: ReadonlySet<string>) => void) => () => void) | undefined
  /** The time at which clocks stand; undefined: they run. */
  readonly clock?: number | undefined
  /** The step at which the run has failed. */
  readonly failed?: string | undefined
  /** What happens is new: the camera may follow it. */
  readonly watched?: boolean
  readonly hovered?: HoveredStep
  /** A step's path, or the id of a line. */
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  /** Said of cards beside their states. */
  readonly notes?: ReadonlyMap<string, CardNote> | undefined
  /** The container that is looked into. */
  readonly scope: string | undefined
  /** Never changes. */
  readonly onScope: (scope: string | undefined) => void
  /** Over the canvas. */
  readonly children?: ReactNode
}

/** The same drawing, with a run laid over it. */
export function RunCanvas({ document, catalog, label, moment, version, onChange, clock, failed, watched = false, hovered, selected, onSelect, notes, scope, onScope, children }: RunCanvasProps) {
  const [overlay] = useState(() => new RunOverlay(hovered))
  const owners = useMemo(() => new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const))), [document])
  useDensityKeys()
  // the run lives outside of React and says by its version that it has moved on
  useEffect(() => overlay.update(moment, owners, clock), [overlay, moment, owners, version, clock])
  // as above, without React: a run of ten thousand steps changes in every frame
  useEffect(() => onChange?.((changed) => overlay.follow(moment, changed)), [overlay, onChange, moment])
  // as above
  useEffect(() => overlay.annotate(notes), [overlay, notes])
  // an element of a map is shown on the one card that stands for all of them
  const line = selected?.includes('>') ?? false
  const drawn = line ? selected : selected?.replace(/\[\d+\]/g, '')
  const { view: looked, containers } = useRunContainers({ document, selected: line ? undefined : drawn, scope, onScope })
  // what stands in a closed container is chosen with it
  const held = useShiftHeld()
  const links = useMemo(() => ({ on: held, label: (edge: CardEdge) => travelled(document, held ? moment : undefined, edge) }), [document, held, moment])
  const card = drawn === undefined || line ? drawn : shownFor(drawn, looked)
  const chosen = useMemo(() => new Set(card === undefined ? [] : [card]), [card])
  return (
    <ReactFlowProvider>
      <WorkflowCanvas
        document={document}
        catalog={catalog}
        label={drawingName(label)}
        selected={chosen}
        overlay={overlay}
        links={links}
        view={looked}
        containers={containers}
        onOpen={(path) => (isContainer(document, path) ? onScope(path) : undefined)}
        onSelect={(ids) => {
          const next = [...ids]
          onSelect(next.find((id) => id !== card) ?? next[0])
        }}
        {...(hovered ? { onHover: hovered.set } : {})}
      >
        <ScopeCamera scope={looked.scope} />
        <Panel position="top-left">
          <Breadcrumb document={document} scope={looked.scope} onEnter={onScope} />
        </Panel>
        <Panel position="bottom-center">
          <ViewTools />
        </Panel>
        <FailureCamera failed={failed?.replace(/\[\d+\]/g, '')} watched={watched && clock === undefined} onSelect={onSelect} />
        {children}
      </WorkflowCanvas>
    </ReactFlowProvider>
  )
}

function drawingName(label = 'Run'): string {
  return label
}

/** The card that is drawn for a step: its own, or that of the closed container around it. */
function shownFor(path: string, { scope, folded }: DrawingView): string {
  return isInside(path, scope) ? standIn(folded, path) : path
}

/** The values that a line brought to its step, as far as the run has come. */
function travelled(document: WorkflowDocument, view: ShownRun | undefined, { data, id }: CardEdge): string | undefined {
  const edge = edgeOf(document, id)
  const given = edge && view?.step(edge.target)?.arguments
  return given && data?.label?.split(', ').map((name) => `${name} = ${brief(given[name])}`).join(', ')
}
