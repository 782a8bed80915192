import type { WorkflowDocument } from '@eddy/workflow'
import { addNote, freeNoteId } from '../store/command/add-note.ts'
import { type Alignment, alignSteps } from '../store/command/align-steps.ts'
import { groupSteps } from '../store/command/group-steps.ts'
import { openSpace } from '../store/command/open-space.ts'
import { lossOf, removeAndReconnect } from '../store/command/remove-and-reconnect.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { replaceKind } from '../store/command/replace-kind.ts'
import { forSplice, splice, spliceMisfit, spliceScope } from '../store/command/splice.ts'
import { ungroupSteps } from '../store/command/ungroup-steps.ts'
import { locate, pathIn } from '../store/document/locate.ts'
import { noteAt, noteKey, noteSize, notesOf } from '../store/document/notes.ts'
import { placesOf } from '../store/document/placement.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { type Reach, reached } from '../store/document/ways.ts'
import { edgeOf } from '../store/document/wires.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { newStep } from '../store/new-step.ts'
import { canGroup, type GroupPlan } from '../store/rule/can-group.ts'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { type ExtractingHands, extractingHands } from './extracting-hands.ts'
import { type FixingHands, fixingHands } from './fixing-hands.ts'
import { freeSpot } from './free-spot.ts'
import { type ContainerHands, containerHands } from './scope/container-hands.ts'
import { type LineHands, lineHands } from './line-hands.ts'
import { type UndoHands, undoHands } from './undo-hands.ts'
import type { HandsOptions, Point } from './hands-options.ts'

/** What a person can do to the selection, by key, menu or button. Each verb says why when it cannot. */
export interface Hands extends ContainerHands, FixingHands, ExtractingHands, LineHands, UndoHands {
  readonly insertInto: (edge: string, screen?: Point) => void
  /** Puts a kind, dragged from the palette, into a line. */
  readonly putInto: (edge: string, kind: string, title?: string) => void
  readonly insertAfter: (path: string, screen?: Point) => void
  readonly replace: (screen?: Point) => void
  readonly remove: () => boolean
  readonly removeAndReconnect: () => boolean
  /** Where it is said, or near the middle where no card is in the way. */
  readonly addNote: (at?: Point) => void
  readonly align: (alignment: Alignment) => void
  /** Pushes away what stands right of, or below, the first selected step, and that step too. */
  readonly push: (axis: 'x' | 'y', by: number) => boolean
  readonly group: () => void
  readonly ungroup: () => void
  readonly reach: (reach: Reach) => void
}

export function createHands(options: HandsOptions): Hands {
  return { ...insertingHands(options), ...arrangingHands(options), ...groupingHands(options.store), ...containerHands(options.store), ...fixingHands(options.store, options.catalog), ...extractingHands(options), ...lineHands(options.store), ...undoHands(options) }
}

type Inserting = Pick<Hands, 'insertInto' | 'putInto' | 'insertAfter' | 'replace'>

function insertingHands({ store, catalog, onRequestKind, toScreen }: HandsOptions): Inserting {
  const say = (text: string | undefined) => {
    if (text !== undefined) store.getState().notify(text)
  }

  const putInto = (id: string, kind: string, title?: string) => {
    const { document, dispatch } = store.getState()
    const edge = edgeOf(document, id)
    const scope = edge && spliceScope(document, edge)
    const contract = catalog.get(kind)
    if (!scope || !contract) return
    const request = { edge: id, step: forSplice(document, newStep(document, contract, { scope, title })), catalog }
    dispatch(splice(document, request), new Set([pathIn(scope, request.step.name)]))
    say(spliceMisfit(document, request))
  }

  return {
    putInto,
    insertInto: (id, screen) => {
      const { document } = store.getState()
      const edge = edgeOf(document, id)
      const [from, to] = edge ? [locate(document, edge.source), locate(document, edge.target)] : []
      if (!edge || !from || !to || !spliceScope(document, edge)) {
        say('Only a line between two forward steps takes a step in.')
        return
      }
      onRequestKind({ screen: screen ?? toScreen(middleOf(store, edge)), title: `Between ${stepLabel(from.step)} and ${stepLabel(to.step)}`, pick: (kind, title) => putInto(id, kind.kind, title) })
    },
    insertAfter: (path, screen) => {
      const { document } = store.getState()
      const found = locate(document, path)
      const at = absolutePlace(document, path)
      if (!found || !at || found.scope.kind === 'handlers') return
      const inner = found.parent === undefined ? { x: 0, y: 0 } : (absolutePlace(document, found.parent) ?? { x: 0, y: 0 })
      onRequestKind({ screen: screen ?? toScreen({ x: at.x + 304, y: at.y }), target: { scope: found.scope, position: [at.x - inner.x + 352, at.y - inner.y] }, from: { path, as: 'data' } })
    },
    replace: (screen) => {
      const { document, selection } = store.getState()
      const [path, other] = [...selection].filter((id) => locate(document, id))
      const found = path === undefined ? undefined : locate(document, path)
      if (!found || other !== undefined) return store.getState().notify('Select the one step that should become another kind.')
      const at = absolutePlace(document, found.path) ?? { x: 0, y: 0 }
      onRequestKind({
        screen: screen ?? toScreen({ x: at.x, y: at.y + 64 }),
        title: `Replace ${stepLabel(found.step)} with`,
        keepsName: true,
        pick: (kind) => {
          const { document: now, dispatch, notify } = store.getState()
          const made = replaceKind(now, found.path, kind)
          if (!made.ok) return notify(made.reason)
          dispatch(made.command)
          if (made.lost.length) notify(`${stepLabel(found.step)} is now of the kind ${kind.title}. Not kept: ${made.lost.join(', ')}.`)
        },
      })
    },
  }
}

function middleOf(store: EditorStore, { source, target }: { readonly source: string; readonly target: string }): Point {
  const { document } = store.getState()
  const [from, to] = [absolutePlace(document, source), absolutePlace(document, target)]
  return { x: ((from?.x ?? 0) + 256 + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 + 40 }
}

type Arranging = Pick<Hands, 'remove' | 'removeAndReconnect' | 'addNote' | 'align' | 'push'>

function arrangingHands({ store, middle }: HandsOptions): Arranging {
  return {
    remove: () => {
      const { document, selection, dispatch } = store.getState()
      if (!selection.size) return false
      dispatch(removeSelection(document, selection), new Set())
      return true
    },
    removeAndReconnect: () => {
      const { document, selection, dispatch, notify } = store.getState()
      if (!selection.size) return false
      const steps = [...selection].some((id) => locate(document, id))
      dispatch(steps ? removeAndReconnect(document, selection) : removeSelection(document, selection), new Set())
      const loss = steps ? lossOf(document, selection) : undefined
      if (loss !== undefined) notify(loss)
      return true
    },
    addNote: (at) => {
      const { document, dispatch, scope } = store.getState()
      const id = freeNoteId(notesOf(document))
      const { x, y } = onGround(document, scope, at ?? freeSpot(document, middle()))
      dispatch(addNote({ id, position: [x, y] }), new Set([noteKey(id)]))
    },
    align: (alignment) => {
      const { document, selection, dispatch, notify } = store.getState()
      const made = alignSteps(document, selection, alignment)
      if (made.ok) dispatch(made.command)
      else notify(made.reason)
    },
    push: (axis, by) => {
      const { document, selection, dispatch, notify } = store.getState()
      const found = [...selection].flatMap((id) => locate(document, id) ?? []).find(({ scope }) => scope.kind !== 'handlers')
      const note = found ? undefined : [...selection].flatMap((id) => noteAt(document, id) ?? [])[0]
      if (!found && !note) {
        notify('Select the step from which on the others should make room.')
        return true
      }
      const inside = found?.parent
      const at = found && absolutePlace(document, found.path)
      const outer = inside === undefined ? { x: 0, y: 0 } : (absolutePlace(document, inside) ?? { x: 0, y: 0 })
      const from = at ? at[axis] - outer[axis] : (note?.position[axis === 'x' ? 0 : 1] ?? 0)
      dispatch(openSpace(document, { parent: inside, axis, from, by }))
      return true
    },
  }
}

/** A note lies where it is seen: inside of a container on its ground. */
function onGround(document: WorkflowDocument, scope: string | undefined, { x, y }: Point): Point {
  const [at, size] = scope === undefined ? [] : [absolutePlace(document, scope), placesOf(document).get(scope)]
  if (!at || !size) return { x, y }
  const within = (value: number, from: number, length: number) => Math.max(from, Math.min(value, from + length))
  return { x: within(x, at.x, size.width - noteSize.width / 2), y: within(y, at.y, size.height - noteSize.height / 2) }
}

type Grouping = Pick<Hands, 'group' | 'ungroup' | 'reach'>

function groupingHands(store: EditorStore): Grouping {
  return {
    group: () => {
      const { document, selection, notice, notify } = store.getState()
      const plan = canGroup(document, selection)
      if (plan.ok) return grouped(store, plan)
      const { reason, nearest } = plan
      const offered = nearest && { label: nearest.size === 1 ? 'Group this one' : `Group these ${nearest.size}`, act: () => groupAll(store, nearest) }
      // the same key again takes the offer
      if (offered && notice?.action?.label === offered.label && notice.text.startsWith(reason)) return offered.act()
      notify(offered ? `${reason} The nearest selection that can be grouped has ${countWords(nearest.size)}.` : reason, offered)
    },
    ungroup: () => {
      const { document, selection, dispatch, notify } = store.getState()
      const [path] = [...selection].filter((id) => locate(document, id))
      const made = ungroupSteps(document, path ?? '')
      if (!made.ok) return notify(made.reason)
      dispatch(made.command, made.inner)
      if (made.lost.length) notify(`The group is gone, and with it ${made.lost.join(', ')}.`)
    },
    reach: (reach) => {
      const { document, selection, select, announce, notify } = store.getState()
      const start = [...selection].filter((id) => locate(document, id))
      if (!start.length) return notify('Select a step first, to find what leads to it or follows from it.')
      const all = reached(document, start, reach)
      select(all)
      announce(`${all.size} steps selected: ${reachWords[reach]}`)
    },
  }
}

function grouped(store: EditorStore, plan: GroupPlan): void {
  const { document, dispatch, notify } = store.getState()
  const { command, path } = groupSteps(document, plan)
  notify(undefined)
  dispatch(command, new Set([path]))
}

function groupAll(store: EditorStore, paths: ReadonlySet<string>): void {
  const plan = canGroup(store.getState().document, paths)
  if (plan.ok) grouped(store, plan)
  else store.getState().notify(plan.reason)
}

function countWords(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`
}

const reachWords: { readonly [Name in Reach]: string } = { upstream: 'all that leads here', downstream: 'all that follows', connected: 'all that is connected' }
