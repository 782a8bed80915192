import type { RunView } from '@eddy/engine'
import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { Panel, ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { lanesOf } from '../store/document/placement.ts'
import { ViewTools } from './canvas-tools.tsx'
import { useDensityKeys } from './layer/use-density-keys.ts'
import { RunOverlay } from './overlay.ts'
import { WorkflowCanvas } from './workflow-canvas.tsx'

export interface RunCanvasProps {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly view: RunView
  /** Grows with every batch of events that the view has taken in. */
  readonly version: number
  readonly selected: string | undefined
  readonly onSelect: (path: string | undefined) => void
}

/** The same drawing, with a run laid over it. */
export function RunCanvas({ document, catalog, view, version, selected, onSelect }: RunCanvasProps) {
  const [overlay] = useState(() => new RunOverlay())
  const owners = useMemo(() => new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const))), [document])
  // the run view lives outside of React and says by its version that it has moved on
  useEffect(() => overlay.update(view, owners), [overlay, view, owners, version])
  useDensityKeys()
  // an element of a map is shown on the one card that stands for all of them
  const drawn = selected?.replace(/\[\d+\]/g, '')
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
          const next = [...ids].filter((id) => !id.includes('>'))
          onSelect(next.find((id) => id !== drawn) ?? next[0])
        }}
      >
        <Panel position="bottom-center">
          <ViewTools />
        </Panel>
      </WorkflowCanvas>
    </ReactFlowProvider>
  )
}
