import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { moveSteps } from '../store/command/move-steps.ts'
import { paste, pastedNames } from '../store/command/paste.ts'
import { removeSelection } from '../store/command/remove-selection.ts'
import { type Fragment, fragmentOf, fragmentText, parseFragment } from '../store/document/fragment.ts'
import { locate, stepIndex } from '../store/document/locate.ts'
import { placesOf } from '../store/document/placement.ts'
import type { EditorStore } from '../store/editor-store.ts'
import { absolutePlace } from './drop-target.ts'
import type { KindRequest } from './use-canvas-editing.ts'
import { fitOptions } from './workflow-canvas.tsx'

export interface CanvasKeys {
  readonly store: EditorStore
  readonly tidy: () => void
  readonly onRequestKind: (request: KindRequest) => void
}

const arrows: { readonly [key: string]: readonly [number, number] } = { ArrowLeft: [-16, 0], ArrowRight: [16, 0], ArrowUp: [0, -16], ArrowDown: [0, 16] }

/** The editor's keys and the clipboard. They listen on the page, so that they work wherever the focus is but in a text. */
export function useCanvasKeys({ store, onRequestKind }: CanvasKeys): void {
  const { fitView, flowToScreenPosition } = useReactFlow()
  // keys and the clipboard come from the browser
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (elsewhere(event.target) || event.defaultPrevented) return
      const command = event.ctrlKey || event.metaKey
      const handled = command ? withCommand(store, event) : plain(event)
      if (handled) event.preventDefault()
    }

    const plain = (event: KeyboardEvent): boolean => {
      const by = arrows[event.key]
      if (by && event.shiftKey) return move(store, by)
      if (event.key === 'Delete' || event.key === 'Backspace') return remove(store)
      if (event.key === 'Escape') store.getState().select(new Set())
      else if (event.key === 'f') void fitView(fitOptions)
      else return event.key === 'u' && goToUndo()
      return true
    }

    const goToUndo = (): boolean => {
      const { document, selection, select } = store.getState()
      const path = [...selection].find((id) => locate(document, id))
      const found = path === undefined ? undefined : locate(document, path)
      if (path === undefined || !found || found.scope.kind === 'handlers') return false
      if (found.step.undo !== undefined && found.step.undo !== 'none') select(new Set([found.step.undo]))
      else {
        const at = absolutePlace(document, path) ?? { x: 0, y: 0 }
        onRequestKind({ screen: flowToScreenPosition({ x: at.x + 16, y: at.y + 104 }), target: { scope: { kind: 'handlers' }, position: [0, 0] }, from: { path, as: 'undo' } })
      }
      return true
    }

    const copy = (event: ClipboardEvent) => {
      if (elsewhere(event.target) || window.getSelection()?.isCollapsed === false) return
      const { document, selection, announce } = store.getState()
      const fragment = fragmentOf(document, selection)
      if (!fragment) return
      event.clipboardData?.setData('text/plain', fragmentText(fragment))
      event.preventDefault()
      announce(`${fragment.steps.length} ${fragment.steps.length === 1 ? 'step' : 'steps'} copied`)
      if (event.type === 'cut') remove(store)
    }

    const pasted = (event: ClipboardEvent) => {
      if (elsewhere(event.target)) return
      const fragment = parseFragment(event.clipboardData?.getData('text/plain') ?? '')
      if (!fragment) return
      event.preventDefault()
      insert(store, fragment)
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
  }, [store, fitView, flowToScreenPosition, onRequestKind])
}

/** Texts, dialogs and lists keep their keys. */
function elsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]') !== null
}

function withCommand(store: EditorStore, event: KeyboardEvent): boolean {
  const { undo, redo, select, document, selection } = store.getState()
  switch (event.key.toLowerCase()) {
    case 'z':
      if (event.shiftKey) redo()
      else undo()
      return true
    case 'y':
      redo()
      return true
    case 'a':
      select(new Set(stepIndex(document).keys()))
      return true
    case 'd': {
      const fragment = fragmentOf(document, selection)
      if (fragment) insert(store, fragment)
      return true
    }
    default:
      return false
  }
}

function remove(store: EditorStore): boolean {
  const { document, selection, dispatch } = store.getState()
  if (!selection.size) return false
  dispatch(removeSelection(document, selection), new Set())
  return true
}

function insert(store: EditorStore, fragment: Fragment): void {
  const { document, dispatch } = store.getState()
  const names = pastedNames(document, fragment)
  dispatch(paste({ fragment, offset: [32, 32] }), new Set(fragment.steps.flatMap((step) => names.get(step.name) ?? [])))
}

function move(store: EditorStore, [dx, dy]: readonly [number, number]): boolean {
  const { document, selection, dispatch } = store.getState()
  const places = placesOf(document)
  const moved = [...selection].flatMap((path) => {
    const place = places.get(path)
    return place && locate(document, path)?.scope.kind !== 'handlers' ? [[path, [place.x + dx, place.y + dy]] as const] : []
  })
  if (!moved.length) return false
  dispatch(moveSteps(Object.fromEntries(moved), { merge: `nudge/${moved.map(([path]) => path).join()}` }))
  return true
}
