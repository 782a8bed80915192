import { type InternalNode, useReactFlow, useStoreApi } from '@xyflow/react'
import type { PointerEvent } from 'react'
import { useRef } from 'react'

const reach = 28
/** How far inside of the right edge the outline still swells towards the pointer. */
const inside = 14
/** Half of what the swell takes of the edge. */
const half = 19

/**
 * Marks the cards within reach of the pointer, so that their handles show, and says where along its right edge the outline of a card swells
 * towards the pointer: a line can be started anywhere on it. Straight on the element: no card renders for it.
 */
export function useNearby(wrapper: HTMLElement | null, active: boolean): (event: PointerEvent) => void {
  const { screenToFlowPosition, getIntersectingNodes } = useReactFlow()
  const flow = useStoreApi()
  const frame = useRef(0)
  return (event) => {
    if (!active || !wrapper || event.buttons !== 0) return
    const { clientX, clientY } = event
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const at = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false })
      const near = new Set(getIntersectingNodes({ x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach }).map((node) => node.id))
      for (const element of wrapper.querySelectorAll<HTMLElement>('.react-flow__node')) {
        const id = element.dataset.id ?? ''
        if (near.has(id)) element.dataset.near = ''
        else delete element.dataset.near
        swell(element, near.has(id) ? swellOf(flow.getState().nodeLookup.get(id), at) : undefined)
      }
    })
  }
}

function swell(element: HTMLElement, by: number | undefined): void {
  if (by === undefined) {
    if (element.dataset.swell !== undefined) delete element.dataset.swell
    return
  }
  element.dataset.swell = ''
  element.style.setProperty('--swell', `${by}px`)
}

/** How far from the middle of the right edge the swell stands; nothing where the pointer is not at that edge. */
function swellOf(node: InternalNode | undefined, { x, y }: { readonly x: number; readonly y: number }): number | undefined {
  const { width = 0, height = 0 } = node?.measured ?? {}
  if (!node || height < 2 * half) return undefined
  const { positionAbsolute } = node.internals
  const [right, middle] = [positionAbsolute.x + width, positionAbsolute.y + height / 2]
  if (x < right - inside || x > right + reach || Math.abs(y - middle) > height / 2 + half) return undefined
  const room = height / 2 - half
  return Math.round(Math.min(room, Math.max(-room, y - middle)))
}
