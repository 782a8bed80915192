import { type ReactFlowState, useStore } from '@xyflow/react'
import { useState } from 'react'
import { detailAt } from '../detail.ts'
import type { Area } from './grid-index.ts'
import type { Sight } from './wanted.ts'

/** How far beyond the screen cards are drawn ahead, in pixels of the screen. */
const ahead = 128

/** What is looked at. Renders again only when the camera comes near the edge of what is drawn ahead, or sees less or more of each card. */
export function useSight(): Sight {
  const [select] = useState(sightSelector)
  return useStore(select)
}

function sightSelector(): (state: ReactFlowState) => Sight {
  let sight: Sight = { area: { left: 0, top: 0, right: 0, bottom: 0 }, detail: 'full' }
  let zoom = 0
  return ({ transform: [x, y, now], width, height }) => {
    const detail = detailAt(now)
    const seen = seenArea({ x, y, zoom: now, width, height }, ahead / 4)
    if (detail !== sight.detail || Math.abs(now / zoom - 1) > 0.15 || !within(seen, sight.area)) {
      zoom = now
      sight = { area: seenArea({ x, y, zoom: now, width, height }, ahead), detail }
    }
    return sight
  }
}

function seenArea({ x, y, zoom, width, height }: { readonly x: number; readonly y: number; readonly zoom: number; readonly width: number; readonly height: number }, beyond: number): Area {
  return { left: (-x - beyond) / zoom, top: (-y - beyond) / zoom, right: (width - x + beyond) / zoom, bottom: (height - y + beyond) / zoom }
}

function within(inner: Area, outer: Area): boolean {
  return inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom
}
