import type { Catalog } from '@eddy/workflow'
import { useReactFlow } from '@xyflow/react'
import { absolutePlace } from '../canvas/drop-target.ts'
import type { KindQuestion, KindRequest } from '../canvas/use-canvas-editing.ts'
import { useHands } from '../canvas/use-hands.ts'
import { useTidy } from '../canvas/use-tidy.ts'
import { setDensity } from '../canvas/layer/density.ts'
import { editorScene, useFit } from '../canvas/layer/fit.ts'
import { locate } from '../store/document/locate.ts'
import { useRehearsalStore } from '../rehearsal/rehearsal-context.tsx'
import { useEditorStore } from '../store/editor-context.tsx'
import { useTrialStore } from '../store/trial/trial-context.tsx'
import type { CommandContext } from './editor-commands.ts'
import { showDrawer, showOutline, showOver } from './editor-panels.ts'
import { togglePin } from './toggle-pin.ts'
import { usePartRun } from './use-part-run.ts'
import { useReveal } from './use-reveal.ts'
import { useRunRequest } from './use-run-request.ts'

export interface CommandContextOptions {
  readonly catalog: Catalog
  readonly onRequestKind: (request: KindRequest | KindQuestion) => void
  readonly onAdd: (kind: string) => void
  readonly onInspect: () => void
  readonly onOutline: () => void
}

/** All that the commands of the palette work with. */
export function useCommandContext({ catalog, onRequestKind, onAdd, onInspect, onOutline }: CommandContextOptions): CommandContext {
  const store = useEditorStore()
  const hands = useHands({ catalog, onRequestKind })
  const tidy = useTidy(store)
  const run = useRunRequest()
  const rehearsal = useRehearsalStore()
  const part = usePartRun()
  const trial = useTrialStore()
  const { reveal, focusOn } = useReveal()
  const fit = useFit()
  const { zoomIn, zoomOut, zoomTo, flowToScreenPosition } = useReactFlow()
  const jump = (path: string) => {
    store.getState().select(new Set([path]))
    reveal(path)
    focusOn(path)
  }
  const zooms = { in: zoomIn, out: zoomOut, full: () => zoomTo(1, { duration: 240 }) }
  return {
    store,
    catalog,
    hands,
    run,
    rehearsal,
    part,
    verbs: {
      add: onAdd,
      jump,
      tidy,
      fit: () => fit(editorScene(store.getState())),
      zoom: (by) => void zooms[by](),
      inspect: onInspect,
      outline: onOutline,
      undoOf: (path) => {
        const { document } = store.getState()
        const undo = locate(document, path)?.step.undo
        if (undo !== undefined && undo !== 'none') return jump(undo)
        const at = absolutePlace(document, path) ?? { x: 0, y: 0 }
        onRequestKind({ screen: flowToScreenPosition({ x: at.x + 16, y: at.y + 104 }), target: { scope: { kind: 'handlers' }, position: [0, 0] }, from: { path, as: 'undo' } })
      },
      density: (density) => (density === 'outline' ? showOutline(true) : setDensity(density)),
      ask: showOver,
      drawer: showDrawer,
      togglePin: (path) => void togglePin(store, trial, path),
    },
  }
}
