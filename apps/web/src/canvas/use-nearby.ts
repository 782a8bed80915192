import { useReactFlow } from '@xyflow/react'
import type { PointerEvent } from 'react'
import { useRef } from 'react'

const reach = 28

/** Marks the cards within reach of the pointer, so that their handles show. Straight on the element: no card renders for it. */
export function useNearby(wrapper: HTMLElement | null, active: boolean): (event: PointerEvent) => void {
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow()
  const frame = useRef(0)
  return (event) => {
    if (!active || !wrapper || event.buttons !== 0) return
    const { clientX, clientY } = event
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const { x, y } = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
      const near = new Set(getIntersectingNodes({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }).map((node) => node.id))
      for (const element of wrapper.querySelectorAll<HTMLElement>('.react-flow__node')) {
        if (near.has(element.dataset.id ?? '')) element.dataset.near = ''
        else delete element.dataset.near
      }
    })
  }
}
