import type { Catalog, KindContract } from '@eddy/workflow'
import { PanelLeft, PanelRight } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { CardMarks, CardMarksContext } from '../canvas/card-marks.ts'
import { EditorCanvas } from '../canvas/editor-canvas.tsx'
import { kindDragType, titleDragType } from '../canvas/use-canvas-editing.ts'
import type { KindQuestion, KindRequest } from '../canvas/kind-question.ts'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import { PlanBar } from '../fixtures/plan-bar.tsx'
import { TrialDrawer } from '../fixtures/trial-drawer.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import type { KindPick } from '../palette/kind-list.tsx'
import { Palette } from '../palette/palette.tsx'
import { PlayedRun } from '../rehearsal/played-run.tsx'
import { RehearsalPanel } from '../rehearsal/rehearsal-panel.tsx'
import { useCamera } from '../canvas/use-camera.ts'
import { useSteady } from '../canvas/use-steady.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import { useTrialStore } from '../store/trial/trial-context.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Announcer } from './announcer.tsx'
import { ClashPanel } from './clash-panel.tsx'
import { createGoalDraft } from '../goal/goal-draft.ts'
import { EditorGoal, GoalCanvas } from './editor-goal.tsx'
import { EditorPalette } from './editor-palette.tsx'
import { askExtract, type EditorPanels, outlineShown, showDrawer, showOutline, usePanels } from './editor-panels.ts'
import { EditorTriggers } from './editor-triggers.tsx'
import { EditorVersions } from './editor-versions.tsx'
import { EmptyCanvas } from './empty-canvas.tsx'
import { ExtractDialog } from './extract-dialog.tsx'
import { FindBar } from './find-bar.tsx'
import { FollowRenames } from './follow-renames.ts'
import { ImportNotesPanel } from './import/import-notes-panel.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { Notice } from './notice.tsx'
import { onceShown } from './once-shown.ts'
import { OverrideDialog } from './override/override-dialog.tsx'
import { OutlinePanel } from './outline-panel.tsx'
import { ProblemBar } from './problem-bar.tsx'
import { RequestedKind } from './requested-kind.tsx'
import { SelectionTemplate } from './selection-template.tsx'
import { useAddStep } from './use-add-step.ts'
import { togglePin } from './toggle-pin.ts'
import { trialItems } from './trial-items.ts'
import { useCommandContext } from './use-command-context.ts'
import { KeepMarks } from './keep-marks.ts'
import { useGoneStep } from './use-gone-step.ts'
import { usePastRun } from './use-past-run.ts'
import { usePlanLife } from './use-plan-life.ts'
import { useSecrets } from './use-secrets.tsx'
import rehearsal from '../rehearsal/rehearsal-panel.module.css'
import { ClearOfInspector, isNarrow } from './clear-of-inspector.ts'
import { focusCard, useReveal } from './use-reveal.ts'
import { useSpot } from './use-spot.ts'
import styles from './editor-page.module.css'

function leaveInspector(path: string | undefined): void {
  // where the card is out of sight, the keys are the canvas's all the same
  if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
  if (path !== undefined) focusCard(path)
}

const dragTypes = { kind: kindDragType, title: titleDragType }
const withGoal = { 'data-goal': '' }
const plain = {}
const goalMark = ({ goal }: EditorPanels) => (goal ? withGoal : plain)

/** Palette, canvas and inspector, and what passes between them: none of them knows the others. */
export function EditorWorkspace({ catalog }: { readonly catalog: Catalog }) {
  const [request, setRequest] = useState<KindRequest | KindQuestion>()
  const [palette, setPalette] = useState(false)
  const [details, setDetails] = useState(false)
  const inspector = useRef<HTMLElement>(null)
  const selected = useEditor((state) => state.selection.size > 0)
  const add = useAddStep(catalog)
  const { secrets, dialog } = useSecrets()
  const openInspector = useCallback(() => {
    // where there is room for only one of them
    if (isNarrow()) showOutline(false)
    onceShown(inspector, () => inspector.current?.querySelector<HTMLElement>('input, textarea, [role=combobox]')?.focus())
  }, [])
  const notify = useEditor((state) => state.notify)
  useSpot(inspector)
  useGoneStep(inspector)
  const scope = useEditor((state) => state.scope)
  const enter = useEditor((state) => state.enter)
  const { reveal } = useReveal()
  const finding = usePanels(({ over }) => (over === 'find' || over === 'replace' ? over : undefined))
  const outline = usePanels((panels) => panels.outline)
  const tree = useRef<HTMLDivElement>(null)
  // first it opens, then it gets the focus, then it closes
  const toOutline = () => {
    const here = tree.current?.contains(window.document.activeElement) ?? false
    showOutline(!(outlineShown() && here))
    if (!here) requestAnimationFrame(() => tree.current?.focus())
  }
  const editor = useEditorStore()
  const camera = useCamera(editor)
  const context = useCommandContext({ catalog, camera, onRequestKind: setRequest, onAdd: add.beside, onInspect: openInspector, onOutline: toOutline })
  const drawer = usePanels((panels) => panels.drawer)
  const id = useEditor((state) => state.id)
  const [marks] = useState(() => new CardMarks())
  const [goal] = useState(createGoalDraft)
  const besides = usePanels(goalMark)
  usePastRun(id)
  usePlanLife()
  const { part, verbs } = context
  const trial = useTrialStore()
  // a selection that comes or goes opens a panel: what is in the others stays as it is
  const addBeside = useSteady((kind: KindContract, how: KindPick) => add.beside(kind.kind, how))
  const addAt = useSteady(add.at)
  const addFirst = useSteady(() => add.beside('expression'))
  const empty = useMemo(() => <EmptyCanvas onAdd={addFirst} />, [addFirst])
  const stepItems = useCallback((path: string) => trialItems({ part, togglePin: (step) => void togglePin(editor, trial, step) }, path), [part, editor, trial])
  return (
    <main className={styles.editor} data-palette={palette || outline ? '' : undefined} data-outline={outline ? '' : undefined} data-details={details ? '' : undefined} {...besides} data-selected={selected ? '' : undefined}>
      <div className={styles.left}>
        {outline ? <OutlinePanel catalog={catalog} hands={context.hands} onRequestKind={setRequest} onOpen={openInspector} ref={tree} /> : null}
        <Palette catalog={catalog} dragTypes={dragTypes} onAdd={addBeside} />
      </div>
      <div className={rehearsal.column}>
      <div className={styles.canvas}>
        <CardMarksContext value={marks}>
        <GoalCanvas draft={goal} catalog={catalog}>
        <EditorCanvas catalog={catalog} camera={camera} stepItems={stepItems} pending={request && 'from' in request ? request : undefined} onOpen={openInspector} onRequestKind={setRequest} onExtract={askExtract} onDropKind={addAt} empty={empty} />
        </GoalCanvas>
        </CardMarksContext>
        <PlanBar onRun={part.confirm} onCancel={part.cancel} onAsk={(mode, options) => void part.ask(mode, options)} />
        <div className={styles.paletteToggle}>
          <IconButton label="Steps" tone="plain" pressed={palette} onClick={() => setPalette(!palette)}>
            <PanelLeft size={16} />
          </IconButton>
          <IconButton label="Details" tone="plain" pressed={details} onClick={() => setDetails(!details)}>
            <PanelRight size={16} />
          </IconButton>
        </div>
        {finding ? <FindBar replacing={finding === 'replace'} onReveal={(path) => reveal(path, true)} /> : null}
        <ProblemBar hands={context.hands} />
        <Notice />
        <ClashPanel />
        <ImportNotesPanel workflowId={id} onJump={verbs.jump} />
        <PlayedRun renderCanvas={({ view, ...canvas }) => <RunCanvas catalog={catalog} moment={view} {...canvas} scope={scope} onScope={enter} />} />
      </div>
      {drawer ? (
        <div className={styles.drawer}>
          <TrialDrawer tab={drawer} catalog={catalog} onTab={showDrawer} onClose={() => showDrawer(undefined)} onGoTo={verbs.jump} />
        </div>
      ) : null}
      <RehearsalPanel onSelect={context.verbs.jump} onNotify={notify} />
      </div>
      <div className={styles.right}>
        <Inspector catalog={catalog} secrets={secrets} onLeave={leaveInspector} ref={inspector} />
        {dialog}
      </div>
      {request ? <RequestedKind catalog={catalog} request={request} onClose={() => setRequest(undefined)} /> : null}
      <EditorGoal draft={goal} catalog={catalog} />
      <EditorTriggers workflowId={id} />
      <EditorVersions workflowId={id} onJump={verbs.jump} />
      <EditorPalette context={context} />
      <KeysDialog context={context} />
      <ExtractDialog catalog={catalog} />
      <SelectionTemplate catalog={catalog} />
      <OverrideDialog catalog={catalog} />
      <Announcer />
      <KeepMarks marks={marks} />
      <ClearOfInspector />
      <FollowRenames />
    </main>
  )
}
