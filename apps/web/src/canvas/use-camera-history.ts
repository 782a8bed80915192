import { useOnViewportChange, useReactFlow, type Viewport } from '@xyflow/react'
import { useCallback, useMemo, useRef } from 'react'
import { travel } from './motion.ts'

export interface CameraHistory {
  /** -1 goes back to the place before, 1 forward again. */
  readonly go: (by: number) => void
}

const most = 50
/** Places closer than this on the screen are one place. */
const near = 120

interface Places {
  list: Viewport[]
  at: number
  /** Moves of its own are not visits. */
  going: boolean
}

/** Where the camera has been, to go back and forward. Kept beside React: looking around renders nothing. */
export function useCameraHistory(): CameraHistory {
  const { setViewport } = useReactFlow()
  const places = useRef<Places>({ list: [], at: -1, going: false })

  const visit = useCallback((viewport: Viewport) => {
    const now = places.current
    if (now.going) return
    const last = now.list[now.at]
    if (last && same(last, viewport)) return
    now.list = [...now.list.slice(0, now.at + 1), viewport].slice(-most)
    now.at = now.list.length - 1
  }, [])
  // the first end says where the way began
  const start = useCallback((viewport: Viewport) => {
    if (places.current.list.length === 0) visit(viewport)
  }, [visit])
  useOnViewportChange({ onStart: start, onEnd: visit })

  return useMemo(
    () => ({
      go: (by) => {
        const now = places.current
        const to = now.list[now.at + by]
        if (!to) return
        now.at += by
        now.going = true
        void setViewport(to, travel('move')).finally(() => {
          now.going = false
        })
      },
    }),
    [setViewport],
  )
}

function same(left: Viewport, right: Viewport): boolean {
  return Math.abs(left.x - right.x) < near && Math.abs(left.y - right.y) < near && Math.abs(left.zoom / right.zoom - 1) < 0.15
}
