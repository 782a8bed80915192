import { useReactFlow, useStore } from '@xyflow/react'
import { memo, useEffect, useRef } from 'react'
import { boxesInside } from './hit.ts'
import type { Scene } from './scene.ts'
import styles from './box-select.module.css'

export interface BoxSelectProps {
  readonly scene: Scene
  readonly selected: () => ReadonlySet<string>
  readonly onSelect: (ids: ReadonlySet<string>) => void
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Shift and drag selects what lies in the frame, at every zoom; with Ctrl it is added to what is selected. It may begin on a card: far out there is a card everywhere. */
export const BoxSelect = memo(function BoxSelect({ scene, selected, onSelect }: BoxSelectProps) {
  const element = useStore((state) => state.domNode)
  const { screenToFlowPosition } = useReactFlow()
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef({ scene, selected, onSelect })
  // the drag outlives the render that it began in
  useEffect(() => {
    latest.current = { scene, selected, onSelect }
  })

  // before React Flow's own panning, which listens on the elements themselves
  useEffect(() => {
    if (!element) return
    let stop: (() => void) | undefined
    let dragged = false

    const begin = (event: PointerEvent) => {
      if (!starts(event)) return
      event.preventDefault()
      event.stopPropagation()
      dragged = false
      const from = { x: event.clientX, y: event.clientY }
      const before = event.ctrlKey || event.metaKey ? latest.current.selected() : new Set<string>()
      const move = ({ clientX, clientY }: PointerEvent) => {
        dragged ||= Math.hypot(clientX - from.x, clientY - from.y) > 3
        if (!dragged) return
        show(frame.current, element, [from, { x: clientX, y: clientY }])
        const [start, end] = [from, { x: clientX, y: clientY }].map((point) => screenToFlowPosition(point, { snapToGrid: false }))
        if (!start || !end) return
        const area = { left: Math.min(start.x, end.x), right: Math.max(start.x, end.x), top: Math.min(start.y, end.y), bottom: Math.max(start.y, end.y) }
        latest.current.onSelect(new Set([...before, ...boxesInside(latest.current.scene, area)]))
      }
      stop = () => {
        show(frame.current, element, undefined)
        window.removeEventListener('pointermove', move)
        window.removeEventListener('pointerup', end)
        stop = undefined
      }
      const end = () => stop?.()
      window.addEventListener('pointermove', move)
      window.addEventListener('pointerup', end)
    }
    const silence = (event: MouseEvent) => {
      if (event.type === 'click' ? dragged : starts(event)) event.stopPropagation()
      if (event.type === 'click') dragged = false
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
  }, [element, screenToFlowPosition])

  return <div ref={frame} className={styles.frame} hidden aria-hidden />
})

function starts({ shiftKey, altKey, button, target }: MouseEvent): boolean {
  if (!shiftKey || altKey || button !== 0 || !(target instanceof Element)) return false
  return target.closest('.react-flow__handle, .nodrag, input, textarea, button') === null && target.closest('.react-flow__pane, .react-flow__node') !== null
}

/** Straight on the element, so that nothing renders for it. */
function show(frame: HTMLElement | null, element: HTMLElement, corners: readonly [Point, Point] | undefined): void {
  if (!frame) return
  frame.hidden = corners === undefined
  if (!corners) return
  const [from, to] = corners
  const box = element.getBoundingClientRect()
  frame.style.transform = `translate(${Math.min(from.x, to.x) - box.x}px, ${Math.min(from.y, to.y) - box.y}px)`
  frame.style.width = `${Math.abs(from.x - to.x)}px`
  frame.style.height = `${Math.abs(from.y - to.y)}px`
}
