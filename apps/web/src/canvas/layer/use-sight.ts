import { type ReactFlowState, useStoreApi } from '@xyflow/react'
import { useEffect, useState } from 'react'
import { detailAt } from '../detail.ts'
import { freeToMove } from '../free-to-move.ts'
import type { Area } from './grid-index.ts'
import type { Sight } from './wanted.ts'

/** How far beyond the screen cards are drawn ahead, in pixels of the screen. */
const ahead = 128
/** Milliseconds after the last move of the camera. While it moves no element is made: the layer draws what comes into sight. */
const rest = 110

const nowhere: Sight = { area: { left: 0, top: 0, right: -1, bottom: -1 }, detail: 'full' }

/**
 * What is looked at, once the camera rests. The element is marked while it moves, so that the browser moves a picture instead of painting.
 * `onMoving` hears when it begins to move and when it rests, and never changes.
 */
export function useSight(wrapper: HTMLElement | null, onMoving: (moving: boolean) => void): Sight {
  const flow = useStoreApi()
  const [sight, setSight] = useState(nowhere)
  // the camera moves without React
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let unmark: (() => void) | undefined
    const settle = () => {
      timer = undefined
      unmark?.()
      unmark = undefined
      onMoving(false)
      setSight((last) => nextSight(last, flow.getState()))
    }
    settle()
    const stop = flow.subscribe((state, before) => {
      const moved = state.transform !== before.transform
      if (!moved && state.width === before.width && state.height === before.height) return
      if (timer === undefined && moved) {
        unmark = markMoving(wrapper)
        onMoving(true)
      }
      clearTimeout(timer)
      timer = setTimeout(settle, before.width === 0 ? 0 : rest)
    })
    return () => {
      clearTimeout(timer)
      unmark?.()
      stop()
    }
  }, [flow, wrapper, onMoving])
  return sight
}

/** Marks the camera as moving until it rests. Straight on the elements: nothing renders for it. */
function markMoving(wrapper: HTMLElement | null): () => void {
  const viewport = wrapper?.querySelector('.react-flow__viewport')
  const still = viewport ? freeToMove(viewport) : undefined
  wrapper?.setAttribute('data-moving', '')
  return () => {
    still?.()
    wrapper?.removeAttribute('data-moving')
  }
}

function nextSight(last: Sight, { transform: [x, y, zoom], width, height }: ReactFlowState): Sight {
  if (width === 0 || height === 0) return last
  const detail = detailAt(zoom)
  const inner = seenArea({ x, y, zoom, width, height }, ahead / 4)
  // a small move leaves it as it is, a change of zoom not: more or less is in sight then
  const sameZoom = Math.abs((last.area.right - last.area.left) * zoom - (width + 2 * ahead)) < 0.15 * width
  if (detail === last.detail && sameZoom && within(inner, last.area)) return last
  return { area: seenArea({ x, y, zoom, width, height }, ahead), detail }
}

interface Seen {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
}

function seenArea({ x, y, zoom, width, height }: Seen, beyond: number): Area {
  return { left: (-x - beyond) / zoom, top: (-y - beyond) / zoom, right: (width - x + beyond) / zoom, bottom: (height - y + beyond) / zoom }
}

function within(inner: Area, outer: Area): boolean {
  return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom
}
