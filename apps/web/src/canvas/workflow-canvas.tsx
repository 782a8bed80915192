import type { Catalog, Problem, WorkflowDocument } from '@eddy/workflow'
import { ReactFlow, useReactFlow, useStore } from '@xyflow/react'
import { type MouseEvent, type PointerEvent, type ReactNode, useCallback, useMemo, useState } from 'react'
import { nodeTypes } from './card-nodes.tsx'
import { ConnectionLine } from './connection-line.tsx'
import { CutContext } from './cut-context.ts'
import { detailAt } from './detail.ts'
import { EdgeMarkers } from './edge-markers.tsx'
import type { CardEdge } from './flow-edges.ts'
import { BoxSelect } from './layer/box-select.tsx'
import { useDensity } from './layer/density.ts'
import { leastZoom, mostZoom, type Opening, openingFor } from './layer/fit.ts'
import { boxAt } from './layer/hit.ts'
import { Looks } from './layer/looks.ts'
import { placedIn } from './layer/placed-in.ts'
import { SceneContext } from './layer/scene-context.ts'
import { sceneOf } from './layer/scene-of.ts'
import { SketchLayer } from './layer/sketch-layer.tsx'
import { useDrags } from './layer/use-drags.ts'
import { useDrawn } from './layer/use-drawn.ts'
import { useFlowEdges } from './layer/use-flow-edges.ts'
import { useFlowNodes } from './layer/use-flow-nodes.ts'
import { useHeldFree } from './layer/use-held-free.ts'
import { useHeld } from './layer/use-held.ts'
import { useMovedNodes } from './layer/use-moved-nodes.ts'
import { useSelecting } from './layer/use-selecting.ts'
import { useTouch } from './layer/use-touch.ts'
import { edgeTypes } from './line-edge.tsx'
import type { DrawnNode } from './note-nodes.ts'
import type { Overlay } from './overlay.ts'
import { LinkEnds } from './link-ends.tsx'
import { OverlayContext } from './overlay-context.ts'
import { Overview } from './overview.tsx'
import { travel } from './motion.ts'
import { PivotLine } from './pivot-line.tsx'
import type { DrawingView } from './scope/drawing-view.ts'
import { type ContainerVerbs, ContainerContext } from './scope/view-context.ts'
import { type DataLinks, linkedEdges, linkedNodes, useDataLinks, withLinked } from './use-data-links.ts'
import { SnapGuides } from './snap-guides.tsx'
import { useGlide } from './use-glide.ts'
import { useNearby } from './use-nearby.ts'
import { useSteady } from './use-steady.ts'
import { useWalk } from './use-walk.ts'
import styles from './workflow-canvas.module.css'
import type { CanvasEditing } from './canvas-editing.ts'

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
  /** The pointer is over a card, or over none. */
  readonly onHover?: (path: string | undefined) => void
  /** What is closed, and which container is looked into. */
  readonly view?: DrawingView
  /** Never changes. */
  readonly containers?: ContainerVerbs
  /** Whether what feeds the selected steps is marked. */
  readonly links?: DataLinks
  /** The document whose cards go to their places instead of jumping there. */
  readonly glided?: WorkflowDocument | undefined
  /** Enter on a card. */
  readonly onOpen?: (path: string) => void
  /** Panels over the canvas. */
  readonly children?: ReactNode
}

/** Where an empty canvas starts: the first step stands where people begin to read. */
const origin: Opening = { viewport: { x: 120, y: 240, zoom: 1 }, whole: true }
const noProblems: ReadonlyMap<string, readonly Problem[]> = new Map()
/** Shift as people know it from drawing programs, the others as from files. */
const addKeys = ['Control', 'Meta', 'Shift']
const snapGrid: [number, number] = [16, 16]

/**
 * The drawing of a workflow, for the editor and for runs. It reads the document and never changes it. Needs a ReactFlowProvider around it.
 * React Flow draws what is legible and what is touched; everything else is drawn on the layer beneath it.
 */
export function WorkflowCanvas({ document, catalog, label, overlay, selected, onSelect, problemsOf = noProblems, lanes = true, editing, onHover, view, containers, links, glided, onOpen, children }: WorkflowCanvasProps) {
  const editable = editing !== undefined
  const [wrapper, setWrapper] = useState<HTMLDivElement | null>(null)
  const [start, setStart] = useState<Opening>()
  const detail = useStore((state) => detailAt(state.transform[2]))
  const density = useDensity()
  const { folded, scope, cut } = view ?? {}
  const scene = useMemo(() => sceneOf({ document, lanes, density, folded, scope }), [document, lanes, density, folded, scope])
  const holds = useHeld({ document, scene })
  const { held } = holds
  const onTheWay = useGlide(scene, held, glided === document)
  const shown = onTheWay ?? scene
  const looks = useMemo(() => new Looks({ document, scene: shown, catalog, problemsOf, overlay, cut }), [document, shown, catalog, problemsOf, overlay, cut])
  const { touched, onPointerMove } = useTouch(scene, wrapper, selected)
  const linked = useDataLinks(scene, selected, links)
  const wanted = useMemo(() => withLinked(touched, linked), [touched, linked])
  const drawn = useDrawn(scene, wanted, wrapper)
  const selecting = useSelecting(selected, onSelect)
  const placed = useFlowNodes({ document, catalog, problemsOf, lanes, density, editable, scene: shown, drawn, selected, folded, scope })
  const resting = useMemo(() => linkedNodes(onTheWay ? placed.map((node) => placedIn(onTheWay, node)) : placed, linked), [placed, onTheWay, linked])
  const nodes = useMovedNodes(resting, shown, held)
  useHeldFree(wrapper, scene, held)
  const plain = useFlowEdges(scene, drawn, selected)
  const edges = useMemo(() => linkedEdges(plain, linked), [plain, linked])
  const drags = useDrags({ document, catalog, holds, selecting, editing })
  const walk = useWalk({ wrapper, scene, selected, onSelect, onOpen })
  const near = useNearby(wrapper, editable)
  const { screenToFlowPosition, setCenter } = useReactFlow()
  const [opened] = useState(scene)
  // the camera cannot be placed before it is known how much can be seen; later it is the person's
  const place = useCallback(
    (element: HTMLDivElement | null) => {
      setWrapper(element)
      if (element) setStart((known) => known ?? openingFor(opened, { width: element.clientWidth, height: element.clientHeight }, editable) ?? origin)
    },
    [opened, editable],
  )

  const at = ({ clientX, clientY }: MouseEvent) => screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
  // a press that no move came before, as on a touch screen, meets the pane and not the card
  const pick = useSteady((event: MouseEvent) => {
    const path = boxAt(scene, at(event))
    const others = event.ctrlKey || event.metaKey || event.shiftKey ? selecting.now() : []
    selecting.select(new Set(path === undefined ? others : [...others, path]))
  })
  const comeNear = (event: MouseEvent) => {
    if (detail !== 'block' && detail !== 'far') return
    const { x, y } = at(event)
    void setCenter(x, y, { zoom: 1, ...travel('failure') })
  }

  const goInto = useSteady((event: MouseEvent, { id, type }: DrawnNode) => {
    if (!containers || (type !== 'container' && type !== 'folded')) return
    event.stopPropagation()
    containers.enter(id)
  })
  const choose = useSteady((line: string) => selecting.select(new Set([line])))
  const enterCard = useSteady((_event: MouseEvent, node: DrawnNode) => onHover?.(node.id))
  const leaveCard = useSteady(() => onHover?.(undefined))

  return (
    <div
      ref={place}
      className={styles.canvas}
      data-detail={detail}
      data-density={density}
      data-lanes={lanes ? undefined : 'hidden'}
      data-layered={drawn.layered ? '' : undefined}
      data-editable={editable ? '' : undefined}
      onKeyDown={walk}
      onDoubleClick={comeNear}
      onPointerMove={(event: PointerEvent) => {
        onPointerMove(event)
        if (!drawn.layered) near(event)
      }}
      role="region"
      aria-label={label}
    >
      <EdgeMarkers />
      {start ? (
        <OverlayContext value={overlay}>
          <ContainerContext value={containers}>
          <CutContext value={cut}>
          <ReactFlow<DrawnNode, CardEdge>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onEdgesChange={selecting.onChanges}
            {...editing}
            {...drags}
            onPaneClick={pick}
            {...(onHover ? { onNodeMouseEnter: enterCard, onNodeMouseLeave: leaveCard } : {})}
            onNodeDoubleClick={goInto}
            nodesConnectable={editable}
            nodesDraggable={editable}
            edgesFocusable={editable}
            connectionLineComponent={ConnectionLine}
            connectionRadius={28}
            connectOnClick={false}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={addKeys}
            disableKeyboardA11y
            elevateNodesOnSelect={false}
            snapToGrid
            snapGrid={snapGrid}
            panOnScroll
            zoomOnDoubleClick={false}
            selectionOnDrag={false}
            minZoom={leastZoom(scene)}
            maxZoom={mostZoom}
            defaultViewport={start.viewport}
            attributionPosition="bottom-left"
          >
            <SketchLayer looks={looks} drawn={drawn} held={held} selected={selected} />
            <Overview looks={looks} scene={scene} whole={start.whole} />
            <LinkEnds document={document} scene={shown} cut={cut} held={held} onChoose={choose} />
            <SnapGuides held={held} />
            <PivotLine document={document} />
            {editable ? <BoxSelect scene={scene} selected={selecting.now} onSelect={selecting.select} /> : null}
            <SceneContext value={scene}>{children}</SceneContext>
          </ReactFlow>
          </CutContext>
          </ContainerContext>
        </OverlayContext>
      ) : null}
    </div>
  )
}
