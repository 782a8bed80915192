import { useReactFlow, useStoreApi } from '@xyflow/react'
import { useRef } from 'react'
import { absolutePlace } from '../store/document/absolute-place.ts'
import { travel } from '../canvas/motion.ts'
import { foldsIn, ownerOf, standIn } from '../store/document/inside.ts'
import { card } from '../store/document/measures.ts'
import { useEditorStore } from '../store/editor-context.tsx'

export interface Reveal {
  /** Moves the drawing only when the step is out of sight; many in a row, as with a held key, move it once. Closed containers are opened only where it is said. */
  readonly reveal: (path: string, unfold?: boolean) => void
  readonly focusOn: (path: string) => void
}

const settle = 90

export function useReveal(): Reveal {
  const store = useEditorStore()
  const flow = useStoreApi()
  const { setCenter, getViewport } = useReactFlow()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const show = (path: string) => {
    const { document, folded, scope } = store.getState()
    // what is in a closed container is where that is
    const drawnWith = ownerOf(document, path) ?? path
    const shown = standIn(foldsIn(folded, scope), drawnWith)
    const at = absolutePlace(document, shown === drawnWith ? path : shown)
    if (!at) return
    const { x, y, zoom } = getViewport()
    const { width, height } = flow.getState()
    const [left, top] = [at.x * zoom + x, at.y * zoom + y]
    const [right, bottom] = [left + card.width * zoom, top + card.height * zoom]
    const seen = left >= 0 && top >= 0 && right <= width && bottom <= height && !isCovered({ left, top, right, bottom }, flow.getState().domNode)
    if (!seen) void setCenter(at.x + card.width / 2, at.y + card.height / 2, { zoom, ...travel('move') })
  }
  return {
    reveal: (path, unfold = false) => {
      store.getState().show(path, unfold)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => show(path), settle)
    },
    focusOn: (path) => void setTimeout(() => focusCard(path), settle * 4),
  }
}

/** Whether what lies over the drawing, as the search does, hides a part of a box that is said in pixels of the drawing. */
function isCovered(box: Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>, drawing: Element | null): boolean {
  const origin = drawing?.getBoundingClientRect()
  if (!origin) return false
  return [...document.querySelectorAll('[data-covers]')].some((element) => {
    const over = element.getBoundingClientRect()
    return over.left - origin.left < box.right && over.right - origin.left > box.left && over.top - origin.top < box.bottom && over.bottom - origin.top > box.top
  })
}

/** Once it is drawn, if it is in sight at all; not when the person has opened something over the drawing meanwhile. */
export function focusCard(path: string): void {
  if (document.activeElement?.closest('[role=dialog], [role=menu]')) return
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(path)}"]`)?.focus({ preventScroll: true })
}
