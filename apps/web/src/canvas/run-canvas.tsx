import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { Panel, ReactFlowProvider } from '@xyflow/react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { lanesOf } from '../store/document/placement.ts'
import type { CardNote } from '../store/card-note.ts'
import type { HoveredStep } from '../store/hovered-step.ts'
import { ViewTools } from './canvas-tools.tsx'
import { useDensityKeys } from './layer/use-density-keys.ts'
import { FailureCamera } from './failure-camera.tsx'
import { RunOverlay, type ShownRun } from './overlay.ts'
import { WorkflowCanvas } from './workflow-canvas.tsx'

export interface RunCanvasProps {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  /** The run as it is to be shown. */
  readonly moment: ShownRun
  /** Grows with every change of what is shown. */
  readonly version: number
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
  /** Over the canvas. */
  readonly children?: ReactNode
}

/** The same drawing, with a run laid over it. */
export function RunCanvas({ document, catalog, moment, version, clock, failed, watched = false, hovered, selected, onSelect, notes, children }: RunCanvasProps) {
  const [overlay] = useState(() => new RunOverlay(hovered))
  const owners = useMemo(() => new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const))), [document])
  useDensityKeys()
  // the run lives outside of React and says by its version that it has moved on
  useEffect(() => overlay.update(moment, owners, clock), [overlay, moment, owners, version, clock])
  // as above
  useEffect(() => overlay.annotate(notes), [overlay, notes])
  // an element of a map is shown on the one card that stands for all of them
  const drawn = selected?.includes('>') ? selected : selected?.replace(/\[\d+\]/g, '')
  const chosen = useMemo(() => new Set(drawn === undefined ? [] : [drawn]), [drawn])
  return (
    <ReactFlowProvider>
      <WorkflowCanvas
        document={document}
        catalog={catalog}
        label="Run"
        selected={chosen}
        overlay={overlay}
        onSelect={(ids) => {
          const next = [...ids]
          onSelect(next.find((id) => id !== drawn) ?? next[0])
        }}
        {...(hovered ? { onHover: hovered.set } : {})}
      >
        <Panel position="bottom-center">
          <ViewTools />
        </Panel>
        <FailureCamera failed={failed?.replace(/\[\d+\]/g, '')} watched={watched && clock === undefined} onSelect={onSelect} />
        {children}
      </WorkflowCanvas>
    </ReactFlowProvider>
  )
}
