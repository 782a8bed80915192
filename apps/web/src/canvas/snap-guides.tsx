import { useStore, ViewportPortal } from '@xyflow/react'
import { type CSSProperties, memo, useLayoutEffect, useRef } from 'react'
import { freeToMove } from './free-to-move.ts'
import type { Held } from './layer/held.ts'
import type { Guide } from './layer/snap.ts'
import type { Way } from './layer/way.ts'
import styles from './snap-guides.module.css'

/** Pixels of the drawing that a guide may be long: no shape is in line with one that is further away. */
const most = 8000
/** Guides from nowhere to nowhere are not seen. */
const none = { at: 0, from: 0, to: 0 } as const

/** Shows what a dragged card is in line with. */
export const SnapGuides = memo(function SnapGuides({ held }: { readonly held: Held | undefined }) {
  const zoom = useStore((state) => (held ? state.transform[2] : 1))
  if (!held) return null
  // as thin at any zoom
  const style: CSSProperties & { readonly '--hair': string; readonly '--most': string } = { '--hair': `${1 / zoom}px`, '--most': `${most}px` }
  return (
    <ViewportPortal>
      <div className={styles.guides} style={style} aria-hidden>
        <GuideLine axis="x" way={held.way} />
        <GuideLine axis="y" way={held.way} />
      </div>
    </ViewportPortal>
  )
})

/**
 * One line, seen through a window: as long as the window and the line behind it overlap. Both are moved and never resized, and both are there for as long as something is held: guides change with nearly
 * every frame of a drag, which so is neither laid out nor painted for them. Straight on the elements: nothing renders.
 */
function GuideLine({ axis, way }: { readonly axis: Guide['axis']; readonly way: Way }) {
  const pane = useRef<HTMLElement>(null)
  const line = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const [window, behind] = [pane.current, line.current]
    if (!window || !behind) return
    const place = () => {
      const { at, from, to } = way.guides.find((guide) => guide.axis === axis) ?? none
      window.style.transform = axis === 'x' ? `translate(${at}px, ${from}px)` : `translate(${from}px, ${at}px)`
      behind.style.transform = `translate${axis === 'x' ? 'Y' : 'X'}(${to - from - most}px)`
    }
    place()
    const stops = [freeToMove(window), freeToMove(behind), way.subscribe(place)]
    return () => stops.forEach((stop) => stop())
  }, [axis, way])
  return (
    <i ref={pane} data-axis={axis}>
      <i ref={line} />
    </i>
  )
}
