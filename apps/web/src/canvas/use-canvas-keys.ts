import type { WorkflowDocument } from '@eddy/workflow'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { moveSteps } from '../store/command/move-steps.ts'
import type { Alignment } from '../store/command/align-steps.ts'
import { locate } from '../store/document/locate.ts'
import { noteAt } from '../store/document/notes.ts'
import { settledBeside } from '../store/document/open-space.ts'
import { placesOf } from '../store/document/placement.ts'
import { stepLabel } from '../store/document/step-label.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { copyText, cut, duplicate, pasteText } from './clipboard.ts'
import { selectAll } from './scope/everything-in.ts'
import type { Hands } from './hands.ts'
import type { Camera } from './use-camera.ts'

export interface CanvasKeys {
  readonly store: EditorStore
  readonly hands: Hands
  readonly camera: Camera
}

const arrows: { readonly [key: string]: readonly [number, number] } = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** How far one press of Alt+Shift+arrow opens or closes space. */
const room = 64
const alignments: { readonly [key: string]: Alignment } = { l: 'left', c: 'centre', r: 'right', t: 'top', m: 'middle', b: 'bottom', h: 'across', v: 'down' }

/** The editor's keys and the clipboard. They listen on the page, so that they work wherever the focus is but in a text. */
export function useCanvasKeys({ store, hands, camera }: CanvasKeys): void {
  const { getViewport } = useReactFlow()
  const flow = useStoreApi()
  // keys and the clipboard come from the browser
  useEffect(() => {
    let chord = false

    const keydown = (event: KeyboardEvent) => {
      if (elsewhere(event.target) || event.defaultPrevented) return
      // brackets are typed with AltGr on many keyboards
      const typed = event.getModifierState('AltGraph')
      const handled = !typed && (event.ctrlKey || event.metaKey) ? withCommand({ store, hands, event }) : !typed && event.altKey ? withAlt(event) : plain(event)
      if (handled) event.preventDefault()
    }

    const withAlt = (event: KeyboardEvent): boolean => {
      const by = arrows[event.key]
      if (!by) return false
      if (event.shiftKey) return hands.push(by[0] ? 'x' : 'y', (by[0] || by[1]) * room)
      if (!by[0]) return false
      camera.go(by[0])
      return true
    }

    const plain = (event: KeyboardEvent): boolean => {
      const waiting = chord
      chord = false
      const alignment = waiting ? alignments[event.key.toLowerCase()] : undefined
      if (waiting) store.getState().notify(undefined)
      if (alignment) {
        hands.align(alignment)
        return true
      }
      const by = arrows[event.key]
      if (by && event.shiftKey) return move(store, by)
      return (keys[event.key] ?? keys[event.key.toLowerCase()])?.(event) ?? false
    }

    const keys: { readonly [key: string]: (event: KeyboardEvent) => boolean } = {
      Delete: (event) => (event.shiftKey ? hands.removeAndReconnect() : hands.remove()),
      Backspace: (event) => (event.shiftKey ? hands.removeAndReconnect() : hands.remove()),
      Escape: () => (store.getState().selection.size ? done(() => store.getState().select(new Set())) : hands.up()),
      o: ({ shiftKey }) => done(() => (shiftKey ? hands.enter() : hands.toggleFold())),
      Enter: () => insertAtFocus(),
      f: ({ shiftKey }) => done(shiftKey ? camera.fitSelection : camera.fit),
      '0': () => done(() => camera.zoom('full')),
      u: () => goToUndo(),
      i: () => insertAtFocus() || insert(),
      r: () => done(() => hands.replace()),
      k: () => done(hands.toggleCut),
      n: () => done(() => hands.addNote()),
      x: ({ shiftKey }) => done(shiftKey ? hands.promote : hands.extract),
      a: () => done(startChord),
      '[': ({ shiftKey }) => done(() => hands.reach(shiftKey ? 'connected' : 'upstream')),
      ']': ({ shiftKey }) => done(() => hands.reach(shiftKey ? 'connected' : 'downstream')),
      '{': () => done(() => hands.reach('connected')),
      '}': () => done(() => hands.reach('connected')),
    }

    const startChord = () => {
      chord = true
      store.getState().notify('Align: L left, C centre, R right, T top, M middle, B bottom. Distribute: H across, V down.')
    }

    const insertAtFocus = (): boolean => {
      const edge = window.document.activeElement?.closest<SVGElement>('.react-flow__edge')?.dataset['id']
      if (edge === undefined) return false
      hands.insertInto(edge)
      return true
    }

    const insert = (): boolean => {
      const { document, selection } = store.getState()
      const [only] = selection
      if (only === undefined || selection.size > 1) return done(() => store.getState().notify('Select one line or one step: the new step goes into the line or after the step.'))
      return done(() => (locate(document, only) ? hands.insertAfter(only) : hands.insertInto(only)))
    }

    const goToUndo = (): boolean => {
      const { document, selection, select } = store.getState()
      const path = [...selection].find((id) => locate(document, id))
      const found = path === undefined ? undefined : locate(document, path)
      if (path === undefined || !found || found.scope.kind === 'handlers') return false
      const undo = hands.undoOf(path)
      if (undo !== undefined) select(new Set([undo]))
      return true
    }

    const copy = (event: ClipboardEvent) => {
      if (elsewhere(event.target) || window.getSelection()?.isCollapsed === false) return
      const text = copyText(store)
      if (text === undefined) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut') cut(store)
    }

    const pasted = (event: ClipboardEvent) => {
      if (elsewhere(event.target)) return
      event.preventDefault()
      const { width, height } = flow.getState()
      pasteText(store, event.clipboardData?.getData('text/plain') ?? '', { viewport: getViewport(), width, height })
    }

    document.addEventListener('keydown', keydown)
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', pasted)
    return () => {
      document.removeEventListener('keydown', keydown)
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', pasted)
    }
  }, [store, hands, camera, flow, getViewport])
}

function done(act: () => void): true {
  act()
  return true
}

/** Texts, dialogs and lists keep their keys. */
function elsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]') !== null
}

function withCommand({ store, hands, event }: { readonly store: EditorStore; readonly hands: Hands; readonly event: KeyboardEvent }): boolean {
  const { undo, redo } = store.getState()
  const verbs: { readonly [key: string]: () => void } = {
    z: event.shiftKey ? redo : undo,
    y: redo,
    a: () => selectAll(store),
    d: () => duplicate(store),
    g: event.shiftKey ? hands.ungroup : hands.group,
  }
  const verb = verbs[event.key.toLowerCase()]
  verb?.()
  return verb !== undefined
}

function move(store: EditorStore, [right, down]: readonly [number, number]): boolean {
  const { document, selection, dispatch, announce } = store.getState()
  const moved: { [key: string]: readonly [number, number] } = {}
  const parents = new Set<string | undefined>()
  for (const key of selection) {
    const at = movable(document, key)
    if (!at) continue
    moved[key] = [at.x + 16 * right, at.y + 16 * down]
    if (!noteAt(document, key)) parents.add(locate(document, key)?.parent)
  }
  const keys = Object.keys(moved)
  if (!keys.length) return false
  // what stands beside them stays where it is drawn
  const beside = Object.fromEntries([...parents].flatMap((parent) => Object.entries(settledBeside(document, parent))))
  const only = keys.length === 1 ? locate(document, keys[0] ?? '') : undefined
  const who = only ? stepLabel(only.step) : `${keys.length} cards`
  dispatch(moveSteps({ ...beside, ...moved }, { label: `Move ${who}`, merge: `nudge/${keys.join()}` }))
  // edits that are gathered into one are not told by themselves
  announce(`${who} moved ${wayOf([right, down])}`)
  return true
}

function wayOf([right, down]: readonly [number, number]): string {
  if (right !== 0) return right > 0 ? 'right' : 'left'
  return down > 0 ? 'down' : 'up'
}

/** Where a card or a note stands; a handler goes where its step goes. */
function movable(document: WorkflowDocument, key: string): { readonly x: number; readonly y: number } | undefined {
  const note = noteAt(document, key)
  if (note) return { x: note.position[0], y: note.position[1] }
  return locate(document, key)?.scope.kind === 'handlers' ? undefined : placesOf(document).get(key)
}
