import type { RunView } from '@eddy/engine'
import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { Panel, ReactFlowProvider } from '@xyflow/react'
import { useEffect, useMemo, useState } from 'react'
import { isContainer, isInside, standIn } from '../store/document/inside.ts'
import { lanesOf } from '../store/document/placement.ts'
import { edgeOf } from '../store/document/wires.ts'
import { brief } from '../ui/known-value.ts'
import { ViewTools } from './canvas-tools.tsx'
import type { CardEdge } from './flow-edges.ts'
import { useDensityKeys } from './layer/use-density-keys.ts'
import { RunOverlay } from './overlay.ts'
import { Breadcrumb } from './scope/breadcrumb.tsx'
import { useRunContainers } from './scope/use-run-containers.ts'
import { ScopeCamera } from './scope/scope-camera.tsx'
import { useShiftHeld } from './use-data-links.ts'
import { WorkflowCanvas } from './workflow-canvas.tsx'

export interface RunCanvasProps {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly view: RunView
  /** Grows with every batch of events that the view has taken in. */
  readonly version: number
  readonly selected: string | undefined
  readonly onSelect: (path: string | undefined) => void
  /** The container that is looked into. */
  readonly scope: string | undefined
  /** Never changes. */
  readonly onScope: (scope: string | undefined) => void
}

/** The same drawing, with a run laid over it. */
export function RunCanvas({ document, catalog, view, version, selected, onSelect, scope, onScope }: RunCanvasProps) {
  const [overlay] = useState(() => new RunOverlay())
  const owners = useMemo(() => new Map([...lanesOf(document)].flatMap(([owner, handlers]) => handlers.map((handler) => [handler, owner] as const))), [document])
  // the run view lives outside of React and says by its version that it has moved on
  useEffect(() => overlay.update(view, owners), [overlay, view, owners, version])
  useDensityKeys()
  // an element of a map is shown on the one card that stands for all of them
  const drawn = selected?.replace(/\[\d+\]/g, '')
  const { view: looked, containers } = useRunContainers({ document, selected: drawn, scope, onScope })
  // what stands in a closed container is chosen with it
  const held = useShiftHeld()
  const links = useMemo(() => ({ on: held, label: (edge: CardEdge) => travelled(document, held ? view : undefined, edge) }), [document, held, view])
  const card = drawn === undefined || !isInside(drawn, looked.scope) ? drawn : standIn(looked.folded, drawn)
  const chosen = useMemo(() => new Set(card === undefined ? [] : [card]), [card])
  return (
    <ReactFlowProvider>
      <WorkflowCanvas
        document={document}
        catalog={catalog}
        label="Run"
        selected={chosen}
        overlay={overlay}
        links={links}
        view={looked}
        containers={containers}
        onOpen={(path) => (isContainer(document, path) ? onScope(path) : undefined)}
        onSelect={(ids) => {
          const next = [...ids].filter((id) => !id.includes('>'))
          onSelect(next.find((id) => id !== card) ?? next[0])
        }}
      >
        <ScopeCamera scope={looked.scope} />
        <Panel position="top-left">
          <Breadcrumb document={document} scope={looked.scope} onEnter={onScope} />
        </Panel>
        <Panel position="bottom-center">
          <ViewTools />
        </Panel>
      </WorkflowCanvas>
    </ReactFlowProvider>
  )
}

/** The values that a line brought to its step, as far as the run has come. */
function travelled(document: WorkflowDocument, view: RunView | undefined, { data, id }: CardEdge): string | undefined {
  const edge = edgeOf(document, id)
  const given = edge && view?.step(edge.target)?.arguments
  return given && data?.label?.split(', ').map((name) => `${name} = ${brief(given[name])}`).join(', ')
}
