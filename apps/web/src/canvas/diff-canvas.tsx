import type { Catalog, WorkflowDocument } from '@eddy/workflow'
import { Panel, ReactFlowProvider, useReactFlow, useStore, useStoreApi } from '@xyflow/react'
import { type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { isContainer } from '../store/document/inside.ts'
import { ViewTools } from './canvas-tools.tsx'
import { CardMarks, CardMarksContext, type Marks } from './card-marks.ts'
import { useDensityKeys } from './layer/use-density-keys.ts'
import { SceneContext } from './layer/scene-context.ts'
import { travel } from './motion.ts'
import { Breadcrumb } from './scope/breadcrumb.tsx'
import { ScopeCamera } from './scope/scope-camera.tsx'
import { WorkflowCanvas } from './workflow-canvas.tsx'

export interface DiffCanvasProps {
  readonly document: WorkflowDocument
  /** What the drawing is called; both versions when left out. */
  readonly label?: string
  readonly catalog: Catalog
  /** What became of each card, by path, and of each line, by id. */
  readonly marks: Marks
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined) => void
  readonly children?: ReactNode
}

/** One drawing of two versions: ghosts of what is gone, outlines around what is new or other. */
export function DiffCanvas({ document, label = 'Both versions', catalog, marks, selected, onSelect, children }: DiffCanvasProps) {
  const [kept] = useState(() => new CardMarks())
  const [scope, setScope] = useState<string>()
  // the marks live outside of React, so that only cards that change are drawn again
  useEffect(() => kept.update(marks), [kept, marks])
  useDensityKeys()
  const here = scope !== undefined && isContainer(document, scope) ? scope : undefined
  // every container begins open: what changed inside must be seen
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const view = useMemo(() => ({ folded, scope: here }), [folded, here])
  const containers = useMemo(() => ({ fold: (path: string, close: boolean) => setFolded((before) => new Set(close ? [...before, path] : [...before].filter((one) => one !== path))), enter: setScope }), [])
  const chosen = useMemo(() => new Set(selected === undefined ? [] : [selected]), [selected])
  return (
    <CardMarksContext value={kept}>
      <ReactFlowProvider>
        <WorkflowCanvas document={document} catalog={catalog} label={label} selected={chosen} view={view} containers={containers} onSelect={(ids) => onSelect([...ids].find((id) => id !== selected) ?? [...ids][0])} onOpen={(path) => (isContainer(document, path) ? setScope(path) : undefined)}>
          <ScopeCamera scope={here} />
          <Panel position="top-left">
            <Breadcrumb document={document} scope={here} onEnter={setScope} />
          </Panel>
          <Panel position="bottom-center">
            <ViewTools />
          </Panel>
          <SelectionCamera selected={selected} />
          {children}
        </WorkflowCanvas>
      </ReactFlowProvider>
    </CardMarksContext>
  )
}


/** Takes the camera to what is chosen in the list, unless it is in sight. */
function SelectionCamera({ selected }: { readonly selected: string | undefined }) {
  const { setCenter, getZoom } = useReactFlow()
  const flow = useStoreApi()
  const scene = use(SceneContext)
  const ready = useStore(({ width }) => width > 0)
  // the camera is outside of React
  useEffect(() => {
    const box = selected === undefined ? undefined : scene?.boxFor(selected)
    if (!scene || box === undefined || !ready) return
    const [left = 0, top = 0, right = 0, bottom = 0] = scene.extents.subarray(4 * box, 4 * box + 4)
    if (isSeen(flow.getState(), [left, top, right, bottom])) return
    void setCenter((left + right) / 2, (top + bottom) / 2, { zoom: Math.max(getZoom(), 0.75), ...travel('failure') })
  }, [selected, scene, ready, flow, setCenter, getZoom])
  return null
}

interface Sight {
  readonly transform: readonly [number, number, number]
  readonly width: number
  readonly height: number
}

function isSeen({ transform: [x, y, zoom], width, height }: Sight, [left, top, right, bottom]: readonly [number, number, number, number]): boolean {
  return zoom >= 0.5 && left * zoom + x >= 0 && top * zoom + y >= 0 && right * zoom + x <= width && bottom * zoom + y <= height
}
