import type { Catalog } from '@eddy/workflow'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import type { KindQuestion, KindRequest } from '../canvas/kind-question.ts'
import { copyAsCommand, cut, pasteAsCommand } from '../canvas/clipboard.ts'
import type { Camera } from '../canvas/use-camera.ts'
import { useHands } from '../canvas/use-hands.ts'
import { useTidy } from '../canvas/use-tidy.ts'
import { setDensity } from '../canvas/layer/density.ts'
import { useRehearsalStore } from '../rehearsal/rehearsal-context.tsx'
import { useEditorStore } from '../store/editor-context.tsx'
import { useTrialStore } from '../store/trial/trial-context.tsx'
import { backToPublished } from './back-to-published.ts'
import type { CommandContext } from './editor-commands.ts'
import { askExtract, goalShown, showDrawer, showGoal, showOutline, showOver, showTriggers, showVersions, triggersShown, versionsShown } from './editor-panels.ts'
import { togglePin } from './toggle-pin.ts'
import { usePartRun } from './use-part-run.ts'
import { useReveal } from './use-reveal.ts'
import { useRunRequest } from './use-run-request.ts'

export interface CommandContextOptions {
  readonly catalog: Catalog
  readonly camera: Camera
  readonly onRequestKind: (request: KindRequest | KindQuestion) => void
  readonly onAdd: (kind: string) => void
  readonly onInspect: () => void
  readonly onOutline: () => void
}

/** All that the commands of the palette work with. */
export function useCommandContext({ catalog, camera, onRequestKind, onAdd, onInspect, onOutline }: CommandContextOptions): CommandContext {
  const store = useEditorStore()
  const hands = useHands({ catalog, onRequestKind, onExtract: askExtract })
  const tidy = useTidy(store)
  const run = useRunRequest()
  const rehearsal = useRehearsalStore()
  const part = usePartRun()
  const trial = useTrialStore()
  const { reveal, focusOn } = useReveal()
  const { getViewport } = useReactFlow()
  const flow = useStoreApi()
  const jump = (path: string) => {
    reveal(path, true)
    store.getState().select(new Set([path]))
    focusOn(path)
  }
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
      tidy: tidy.all,
      tidySelection: tidy.selection,
      camera,
      copy: () => void copyAsCommand(store),
      cut: () => void copyAsCommand(store, () => cut(store)),
      paste: () => {
        const { width, height } = flow.getState()
        void pasteAsCommand(store, { viewport: getViewport(), width, height })
      },
      inspect: onInspect,
      outline: onOutline,
      undoOf: (path) => {
        const undo = hands.undoOf(path)
        if (undo !== undefined) jump(undo)
      },
      density: (density) => (density === 'outline' ? showOutline(true) : setDensity(density)),
      open: showOver,
      versions: () => showVersions(!versionsShown()),
      asPublished: () => void backToPublished(store).catch(() => store.getState().notify('What was published cannot be read now. The draft stays as it is.')),
      triggers: () => showTriggers(!triggersShown()),
      goal: () => showGoal(!goalShown()),
      drawer: showDrawer,
      togglePin: (path) => void togglePin(store, trial, path),
    },
  }
}
