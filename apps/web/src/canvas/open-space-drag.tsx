import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { openSpace } from '../store/command/open-space.ts'
import { grid } from '../store/document/positions.ts'
import type { EditorStore } from '../store/editor-store.ts'
import styles from './open-space-drag.module.css'

let drags = 0

/** Alt and drag on the empty canvas: what stands right of, or below, the pointer makes room. The way of the first pixels decides which. */
export function OpenSpaceDrag({ store }: { readonly store: EditorStore }) {
  const element = useStore((state) => state.domNode)
  const { screenToFlowPosition } = useReactFlow()
  const line = useRef<HTMLDivElement>(null)

  // it has to come before React Flow's own panning, which listens on the elements themselves
  useEffect(() => {
    if (!element) return
    let stop: (() => void) | undefined

    const begin = (event: PointerEvent) => {
      if (!event.altKey || event.button !== 0 || !isPane(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      const from = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      const start = store.getState().document
      const merge = `space/${++drags}`
      let axis: 'x' | 'y' | undefined
      let last = 0
      const move = ({ clientX, clientY }: PointerEvent) => {
        const now = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
        const [dx, dy] = [now.x - from.x, now.y - from.y]
        if (axis === undefined && Math.max(Math.abs(dx), Math.abs(dy)) * 2 >= grid) axis = Math.abs(dx) >= Math.abs(dy) ? 'x' : 'y'
        if (axis === undefined) return
        const box = element.getBoundingClientRect()
        show(line.current, axis, axis === 'x' ? clientX - box.x : clientY - box.y)
        const by = Math.round((axis === 'x' ? dx : dy) / grid) * grid
        if (by === last) return
        last = by
        store.getState().dispatch(openSpace(start, { axis, from: from[axis], by }, merge))
      }
      stop = () => {
        show(line.current, undefined, 0)
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', end)
        stop = undefined
      }
      const end = () => {
        stop?.()
        if (axis === undefined || last === 0) store.getState().notify('Hold Alt and drag to the right or down to make room, back to close it.')
      }
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', end)
    }
    const silence = (event: MouseEvent) => {
      if (event.altKey && event.button === 0 && isPane(event.target)) event.stopPropagation()
    }
    element.addEventListener('pointerdown', begin, { capture: true })
    element.addEventListener('mousedown', silence, { capture: true })
    element.addEventListener('click', silence, { capture: true })
    return () => {
      stop?.()
      element.removeEventListener('pointerdown', begin, { capture: true })
      element.removeEventListener('mousedown', silence, { capture: true })
      element.removeEventListener('click', silence, { capture: true })
    }
  }, [element, store, screenToFlowPosition])

  return <div ref={line} className={styles.line} hidden aria-hidden />
}

function isPane(target: EventTarget | null): boolean {
  return target instanceof Element && target.classList.contains('react-flow__pane')
}

/** Where the pointer has taken the edge of what moves; straight on the element, so that nothing renders. */
function show(line: HTMLElement | null, axis: 'x' | 'y' | undefined, at: number): void {
  if (!line) return
  line.hidden = axis === undefined
  if (axis === undefined) return
  line.dataset['axis'] = axis
  line.style.transform = axis === 'x' ? `translateX(${at}px)` : `translateY(${at}px)`
}
