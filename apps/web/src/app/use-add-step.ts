import type { Catalog, KindContract, WorkflowDocument } from '@eddy/workflow'
import { useReactFlow } from '@xyflow/react'
import { type DropTarget, groundOf } from '../canvas/drop-target.ts'
import { editorScene, useFit } from '../canvas/layer/fit.ts'
import type { KindRequest } from '../canvas/kind-question.ts'
import { type AddStep, addStep } from '../store/command/add-step.ts'
import { addStepWithUndo } from '../store/command/add-step-with-undo.ts'
import { addUndo, undoHandler } from '../store/command/add-undo.ts'
import { connect } from '../store/command/connect.ts'
import type { KindPick } from '../palette/kind-list.tsx'
import { type Located, locate, pathIn, stepIndex } from '../store/document/locate.ts'
import { placesOf } from '../store/document/placement.ts'
import { container, gap } from '../store/document/measures.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import type { EditorStore } from '../store/editor-store.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { canConnect } from '../store/rule/can-connect.ts'
import { takesResult } from '../store/rule/takes-result.ts'
import { useReveal } from './use-reveal.ts'
import { newStep, startingConfig } from '../store/new-step.ts'

export interface AddingSteps {
  /** Right of what is selected, or where there is room. */
  readonly beside: (kind: string, how?: KindPick) => void
  readonly at: (kind: string, target: DropTarget, title?: string) => void
  /** Where a line was dropped, joined with where it came from. */
  readonly requested: (kind: KindContract, request: KindRequest, how: KindPick) => void
}

export function useAddStep(catalog: Catalog): AddingSteps {
  const store = useEditorStore()
  const fit = useFit()
  const { reveal } = useReveal()
  const { getViewport } = useReactFlow()
  const put = (kind: string, target: DropTarget, how: Partial<KindPick> = {}) => {
    const contract = catalog.get(kind)
    if (contract) add(store, { contract, target, ...how })
  }
  return {
    at: (kind, target, title) => put(kind, target, title === undefined ? {} : { title }),
    beside: (kind, how) => {
      const { document, selection, scope } = store.getState()
      put(kind, placeBeside(document, selection, scope), how)
      const { zoom } = getViewport()
      const [path] = store.getState().selection
      if (path !== undefined) offerLine(store, selectedForward(document, selection, scope)?.path, path)
      if (path === undefined || !document.steps.length) return
      requestAnimationFrame(() => fit(editorScene(store.getState()), { maxZoom: Math.min(1, zoom), readable: true }) || reveal(path))
    },
    requested: (kind, { from, target }, { withUndo, title }) => {
      const { document, dispatch } = store.getState()
      const source = locate(document, from.path)?.step
      if (from.as !== 'undo') return add(store, { contract: kind, target, from: feeding(kind, { path: from.path, as: from.as }, source && catalog.get(source.kind)), withUndo, title })
      const config = source?.kind === kind.kind ? source.config : startingConfig(kind)
      const handler = undoHandler(document, from.path, { kind: kind.kind, config })
      if (!handler) return
      dispatch(addUndo({ path: from.path, handler: title === undefined ? handler : { ...handler, title } }), new Set([handler.name]))
      store.getState().setLanes(true)
    },
  }
}

interface Addition {
  readonly contract: KindContract
  readonly target: DropTarget
  /** The step that it is joined with. */
  readonly from?: Exclude<AddStep['from'], undefined>
  /** Makes what undoes it too. */
  readonly withUndo?: boolean
  /** What a person has called it already. */
  readonly title?: string | undefined
}

function add(store: EditorStore, { contract, target: { scope, position }, from, withUndo = false, title }: Addition): void {
  const { document, dispatch } = store.getState()
  const step = newStep(document, contract, { scope, title })
  const request = { step, scope, position, ...(from ? { from } : {}) }
  dispatch(withUndo ? addStepWithUndo(request) : addStep(request), new Set([pathIn(scope, step.name)]))
  if (withUndo) store.getState().setLanes(true)
}

/** A result goes to the argument that the kind must have, where it fits. */
function feeding(kind: KindContract, from: { readonly path: string; readonly as: 'data' | 'wait' }, source: KindContract | undefined): Exclude<AddStep['from'], undefined> {
  const taking = from.as === 'data' ? takesResult(source, kind) : undefined
  return taking?.ok && taking.argument !== undefined ? { ...from, argument: taking.argument } : from
}

function selectedForward(document: WorkflowDocument, selection: ReadonlySet<string>, within: string | undefined): Located | undefined {
  return [...selection].map((path) => locate(document, path)).find((found) => found && found.parent === within && forward(found))
}

/** What is put behind a step need not follow it: it is offered, for whoever does not know yet how lines are drawn. */
function offerLine(store: EditorStore, source: string | undefined, target: string): void {
  const { document, notify } = store.getState()
  const [from, to] = [source, target].map((path) => (path === undefined ? undefined : locate(document, path)?.step))
  if (source === undefined || !from || !to || !canConnect(document, source, target).ok) return
  const act = () => {
    const { document: now, dispatch } = store.getState()
    if (canConnect(now, source, target).ok) dispatch(connect(now, { source, target, as: 'data' }))
  }
  notify(`${stepLabel(to)} is not connected yet, so it starts at once.`, { label: `Connect it after ${stepLabel(from)}`, act })
}

/** A free place: after the selected step, or at the end of the first row. */
function placeBeside(document: WorkflowDocument, selection: ReadonlySet<string>, within: string | undefined): DropTarget {
  const places = placesOf(document)
  const chosen = selectedForward(document, selection, within)
  const tops = [...stepIndex(document).values()].filter((found) => found.parent === within && forward(found))
  const rightmost = tops.reduce((right, { path }) => Math.max(right, (places.get(path)?.x ?? 0) + (places.get(path)?.width ?? 0)), Number.NEGATIVE_INFINITY)
  const anchor = chosen ?? tops.at(-1)
  const place = anchor && places.get(anchor.path)
  const ground = groundOf(document, within, { x: 0, y: 0 }).scope
  if (!anchor || !place) return { scope: ground, position: within === undefined ? [0, 0] : [container.padding, container.header + container.padding] }
  const at = place
  const x = at.x + place.width + gap.column
  const free = !tops.some(({ path }) => {
    const other = places.get(path)
    return other && other.x < x + 256 && other.x + other.width > x && other.y < at.y + 64 && other.y + other.height > at.y
  })
  return { scope: anchor.scope, position: free ? [x, at.y] : [rightmost + gap.column, at.y] }
}

function forward({ scope }: Located): boolean {
  return scope.kind === 'root' || scope.kind === 'container'
}
