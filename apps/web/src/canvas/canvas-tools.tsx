import { type ReactFlowState, useReactFlow, useStoreApi } from '@xyflow/react'
import { Maximize, Minus, Plus, Redo2, Rows2, Rows4, Undo2, Wand2 } from 'lucide-react'
import { memo, type ReactNode, use, useEffect, useState } from 'react'
import { editTitle } from '../store/edit-title.ts'
import { useEditor } from '../store/editor-context.tsx'
import { nextRedo, nextUndo } from '../store/history.ts'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './canvas-tools.module.css'
import { setDensity, useDensity } from './layer/density.ts'
import { useFit } from './layer/fit.ts'
import { SceneContext } from './layer/scene-context.ts'
import { travel } from './motion.ts'
import { countsPace, paced } from './paced.ts'

function Tools({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.tools} role="toolbar" aria-label={label}>
      {children}
    </div>
  )
}

/** Zoom and fit. */
export function ViewTools() {
  return (
    <Tools label="View">
      <ViewButtons />
    </Tools>
  )
}

function ViewButtons() {
  const { zoomIn, zoomOut } = useReactFlow()
  const compact = useDensity() === 'compact'
  return (
    <>
      <IconButton label="Zoom out" onClick={() => void zoomOut(travel('press'))}>
        <Minus size={16} />
      </IconButton>
      <ZoomButton />
      <IconButton label="Zoom in" onClick={() => void zoomIn(travel('press'))}>
        <Plus size={16} />
      </IconButton>
      <IconButton label="Compact cards" shortcut={compact ? '1' : '2'} pressed={compact} onClick={() => setDensity(compact ? 'comfortable' : 'compact')}>
        <Rows4 size={16} />
      </IconButton>
      <FitButton />
    </>
  )
}

/** Apart from the other buttons, which need not render with every scene. */
function FitButton() {
  const scene = use(SceneContext)
  const fit = useFit()
  return (
    <IconButton label="Fit" shortcut="F" onClick={() => scene && fit(scene)}>
      <Maximize size={16} />
    </IconButton>
  )
}

/** Apart from the other buttons, which need not render with every step of the zoom. */
function ZoomButton() {
  const { zoomTo } = useReactFlow()
  const percent = usePercent()
  return (
    <button type="button" className={styles.zoom} aria-label={`Zoom ${percent} %, back to 100 %`} onClick={() => void zoomTo(1, travel('move'))}>
      <span className={styles.percent}>{percent} %</span>
    </button>
  )
}

function usePercent(): number {
  const flow = useStoreApi()
  const [percent, setPercent] = useState(() => percentOf(flow.getState()))
  // the camera moves without React
  useEffect(() => {
    const tell = () => setPercent(percentOf(flow.getState()))
    const pace = paced(tell, countsPace)
    tell()
    const stop = flow.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) pace.call()
    })
    return () => {
      pace.stop()
      stop()
    }
  }, [flow])
  return percent
}

function percentOf({ transform }: ReactFlowState): number {
  return Math.round(transform[2] * 100)
}

/** Apart from the other buttons, which need not render with every edit. */
function HistoryButtons() {
  const undoing = useEditor((state) => nextUndo(state.history))
  const redoing = useEditor((state) => nextRedo(state.history))
  const undo = useEditor((state) => state.undo)
  const redo = useEditor((state) => state.redo)
  return (
    <>
      <IconButton label="Undo" shortcut="Ctrl+Z" disabled={!undoing} title={undoing && `Undo: ${editTitle(undoing)}`} onClick={undo}>
        <Undo2 size={16} />
      </IconButton>
      <IconButton label="Redo" shortcut="Ctrl+Shift+Z" disabled={!redoing} title={redoing && `Redo: ${editTitle(redoing)}`} onClick={redo}>
        <Redo2 size={16} />
      </IconButton>
    </>
  )
}

/** What the editor does to the whole drawing. `onTidy` never changes. */
export const EditTools = memo(function EditTools({ onTidy }: { readonly onTidy: () => void }) {
  const lanes = useEditor((state) => state.lanes)
  const setLanes = useEditor((state) => state.setLanes)
  return (
    <Tools label="Drawing">
      <HistoryButtons />
      <span className={styles.rule} />
      <IconButton label="Tidy up" onClick={onTidy}>
        <Wand2 size={16} />
      </IconButton>
      <IconButton label="Undo lanes" pressed={lanes} onClick={() => setLanes(!lanes)}>
        <Rows2 size={16} />
      </IconButton>
      <span className={styles.rule} />
      <ViewButtons />
    </Tools>
  )
})
