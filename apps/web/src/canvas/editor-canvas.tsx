import type { ExtractAs } from './extracting-hands.ts'
import type { Catalog } from '@eddy/workflow'
import { Panel } from '@xyflow/react'
import { memo, type ReactNode, useMemo } from 'react'
import { isContainer } from '../store/document/inside.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { CanvasMenu, type CanvasMenuProps } from './canvas-menu.tsx'
import { EditTools } from './canvas-tools.tsx'
import { HandsContext } from './hands-context.ts'
import { OpenSpaceDrag } from './open-space-drag.tsx'
import { Breadcrumb } from './scope/breadcrumb.tsx'
import { ScopeCamera } from './scope/scope-camera.tsx'
import { PendingLine } from './pending-line.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { Camera } from './use-camera.ts'
import { type CanvasEditingOptions, useCanvasEditing } from './use-canvas-editing.ts'
import type { KindRequest } from './kind-question.ts'
import { useCanvasKeys } from './use-canvas-keys.ts'
import { useEditCamera } from './use-edit-camera.ts'
import { useHands } from './use-hands.ts'
import { useShiftHeld } from './use-data-links.ts'
import { useTidy } from './use-tidy.ts'
import { WorkflowCanvas } from './workflow-canvas.tsx'
import styles from './canvas-tools.module.css'

export interface EditorCanvasProps extends Pick<CanvasEditingOptions, 'onRequestKind' | 'onDropKind'> {
  readonly catalog: Catalog
  readonly camera: Camera
  readonly onOpen: (path: string) => void
  /** Asks how the workflow that the selection becomes should be called. Never changes. */
  readonly onExtract: (as: ExtractAs) => void
  /** What else the menu of one step offers. */
  readonly stepItems?: CanvasMenuProps['stepItems']
  /** What is asked for a line that was dropped. */
  readonly pending?: KindRequest | undefined
  /** Shown over a canvas without a step. */
  readonly empty: ReactNode
}

/** The drawing that can be changed. Needs a ReactFlowProvider and an EditorContext around it. */
export const EditorCanvas = memo(function EditorCanvas({ catalog, camera, onOpen, empty, stepItems, pending, onRequestKind, onDropKind, onExtract }: EditorCanvasProps) {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const selected = useEditor((state) => state.selection)
  const select = useEditor((state) => state.select)
  const problemsOf = useEditor((state) => state.problemsOf)
  const lanes = useEditor((state) => state.lanes)
  const folded = useEditor((state) => state.folded)
  const scope = useEditor((state) => state.scope)
  const glided = useEditor((state) => state.glided)
  const marked = useEditor((state) => state.links)
  const held = useShiftHeld()
  const links = useMemo(() => ({ on: marked || held }), [marked, held])
  const cut = useEditor((state) => state.cut)
  const view = useMemo(() => ({ folded, scope, cut }), [folded, scope, cut])
  const { fold, enter } = store.getState()
  const containers = useMemo(() => ({ fold, enter }), [fold, enter])
  const hands = useHands({ catalog, onRequestKind, onExtract })
  const editing = useCanvasEditing({ onRequestKind, onDropKind, hands, catalog })
  const tidy = useTidy(store)
  useEditCamera(store)
  useCanvasKeys({ store, hands, camera })
  return (
    <HandsContext value={hands}>
      <WorkflowCanvas
        document={document}
        catalog={catalog}
        label="Canvas"
        selected={selected}
        onSelect={select}
        problemsOf={problemsOf}
        lanes={lanes}
        editing={editing}
        links={links}
        view={view}
        containers={containers}
        glided={glided}
        onOpen={(path) => (isContainer(store.getState().document, path) ? enter(path) : onOpen(path))}
      >
        {document.steps.length === 0 ? <Panel position="top-center">{empty}</Panel> : null}
        <Panel position="top-left" className={styles.crumbs ?? ''}>
          <Breadcrumb document={document} scope={scope} onEnter={enter} />
        </Panel>
        <Panel position="top-center" className={styles.selection ?? ''}>
          <SelectionBar tidy={tidy} />
        </Panel>
        <Panel position="bottom-center">
          <EditTools onTidy={tidy.all} />
        </Panel>
        <ScopeCamera scope={scope} />
        {pending ? <PendingLine document={document} request={pending} /> : null}
        <OpenSpaceDrag store={store} />
        <CanvasMenu store={store} hands={hands} tidy={tidy} stepItems={stepItems} />
      </WorkflowCanvas>
    </HandsContext>
  )
})
