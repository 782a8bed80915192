import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { Background, BackgroundVariant, type FitViewOptions, MiniMap, ReactFlow, type ReactFlowProps, useStore } from '@xyflow/react'
import { type ReactNode, useMemo, useState } from 'react'
import { nodeTypes } from './card-nodes.tsx'
import { ConnectionLine } from './connection-line.tsx'
import { detailAt } from './detail.ts'
import { EdgeMarkers } from './edge-markers.tsx'
import { buildEdges, type CardEdge } from './flow-edges.ts'
import { edgeTypes } from './line-edge.tsx'
import { buildNodes, type CardNode } from './nodes.ts'
import { buildNotes, type DrawnNode, type NoteNode } from './note-nodes.ts'
import type { Overlay } from './overlay.ts'
import { OverlayContext } from './overlay-context.ts'
import { PivotLine } from './pivot-line.tsx'
import { type DrawingView, useScopedDrawing } from './scope/use-scoped-drawing.ts'
import { type ContainerVerbs, ContainerContext } from './scope/view-context.ts'
import { type DataLinks, useDataLinks } from './use-data-links.ts'
import { useGlide } from './use-glide.ts'
import { useHeldNodes } from './use-held-nodes.ts'
import { useNearby } from './use-nearby.ts'
import { useWalk } from './use-walk.ts'
import styles from './workflow-canvas.module.css'

/** What a person may do to the drawing; absent: look only. */
export type CanvasEditing = Pick<ReactFlowProps<DrawnNode, CardEdge>, 'onConnectEnd' | 'isValidConnection' | 'onNodeDrag' | 'onNodeDragStop' | 'onDrop' | 'onDragOver'>

export interface WorkflowCanvasProps {
  readonly document: WorkflowDocument
  readonly catalog: Catalog
  readonly label: string
  readonly selected: ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
  readonly problemsOf?: ReadonlyMap<string, readonly Problem[]>
  readonly lanes?: boolean
  /** The run over the drawing. */
  readonly overlay?: Overlay | undefined
  readonly editing?: CanvasEditing
  /** What is closed, and which container is looked into. */
  readonly view?: DrawingView
  /** Whether what feeds the selected steps is marked. */
  readonly links?: DataLinks
  /** Never changes. */
  readonly containers?: ContainerVerbs
  /** The document whose cards go to their places instead of jumping there. */
  readonly glided?: WorkflowDocument | undefined
  /** Enter on a card. */
  readonly onOpen?: (path: string) => void
  /** Panels over the canvas. */
  readonly children?: ReactNode
}

const firstFit: FitViewOptions = { padding: 0.1, maxZoom: 1 }
/** Where an empty canvas starts: the first step stands where people begin to read. */
const origin = { x: 120, y: 240, zoom: 1 }
const mapSize = { width: 168, height: 104 }
const noProblems: ReadonlyMap<string, readonly Problem[]> = new Map()
export const fitOptions: FitViewOptions = { padding: 0.1, maxZoom: 1, duration: 280 }

/** The drawing of a workflow, for the editor and for runs. It reads the document and never changes it. Needs a ReactFlowProvider around it. */
export function WorkflowCanvas({ document, catalog, label, overlay, selected, onSelect, problemsOf = noProblems, lanes = true, editing, view, containers, glided, links, onOpen, children }: WorkflowCanvasProps) {
  const editable = editing !== undefined
  const detail = useStore((state) => detailAt(state.transform[2]))
  // an empty canvas must not jump when its first step arrives
  const [filled] = useState(document.steps.length > 0)
  const [drawn] = useState(() => new Map<string, CardNode>())
  const every = useMemo(() => buildNodes({ document, catalog, problemsOf, lanes, editable }, drawn), [document, catalog, problemsOf, lanes, editable, drawn])
  const lines = useMemo(() => buildEdges(document, lanes), [document, lanes])
  const scoped = useScopedDrawing({ document, cards: every, edges: lines, view })
  const { cards, edges: plain } = useDataLinks({ ...scoped, selected, links })
  const [written] = useState(() => new Map<string, NoteNode>())
  const notes = useMemo(() => buildNotes(document, editable, written), [document, editable, written])
  const all = useMemo(() => (notes.length ? [...notes, ...cards] : cards), [notes, cards])
  const { nodes: placed, onNodesChange } = useHeldNodes({ document, cards: all, selected, onSelect })
  const nodes = useGlide(placed, document, glided)
  const edges = useMemo(() => plain.map((edge) => (selected.has(edge.id) ? { ...edge, selected: true } : edge)), [plain, selected])
  const [wrapper, setWrapper] = useState<HTMLDivElement | null>(null)
  const walk = useWalk({ wrapper, selected, onSelect, onOpen })
  const near = useNearby(wrapper, editable)

  return (
    <div ref={setWrapper} className={styles.canvas} data-detail={detail} data-editable={editable ? '' : undefined} onKeyDown={walk} onPointerMove={near} role="region" aria-label={label}>
      <EdgeMarkers />
      <OverlayContext value={overlay}>
      <ContainerContext value={containers}>
      <ReactFlow<DrawnNode, CardEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={(changes) => {
          const picked = changes.flatMap((change) => (change.type === 'select' ? [change] : []))
          if (!picked.length) return
          const next = new Set(selected)
          for (const { id, selected: chosen } of picked) {
            if (chosen) next.add(id)
            else next.delete(id)
          }
          onSelect(next)
        }}
        {...editing}
        onNodeDoubleClick={(_, node) => (node.type === 'container' || node.type === 'folded' ? containers?.enter(node.id) : undefined)}
        nodesConnectable={editable}
        nodesDraggable={editable}
        edgesFocusable={editable}
        connectionLineComponent={ConnectionLine}
        connectionRadius={28}
        connectOnClick={false}
        deleteKeyCode={null}
        disableKeyboardA11y
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements
        snapToGrid
        snapGrid={[16, 16]}
        panOnScroll
        zoomOnDoubleClick={false}
        selectionOnDrag={false}
        minZoom={0.08}
        maxZoom={2}
        fitView={filled}
        fitViewOptions={firstFit}
        defaultViewport={origin}
        attributionPosition="bottom-left"
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} className={styles.dots ?? ''} />
        {cards.length > 8 ? <MiniMap pannable zoomable className={styles.map} ariaLabel="Overview of the drawing" nodeBorderRadius={12} style={mapSize} /> : null}
        <PivotLine document={document} />
        {children}
      </ReactFlow>
      </ContainerContext>
      </OverlayContext>
    </div>
  )
}
