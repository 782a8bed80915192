import { useStore, ViewportPortal } from '@xyflow/react'
import { type CSSProperties, memo } from 'react'
import type { Held } from './layer/held.ts'
import type { Guide } from './layer/snap.ts'
import { useGuides } from './layer/way.ts'
import styles from './snap-guides.module.css'

/** Shows what a dragged card is in line with. The lines are moved and not drawn anew: they change with nearly every frame of a drag. */
export const SnapGuides = memo(function SnapGuides({ held }: { readonly held: Held | undefined }) {
  const guides = useGuides(held)
  const zoom = useStore((state) => (guides.length > 0 ? state.transform[2] : 1))
  if (guides.length === 0) return null
  // as thin at any zoom
  const style: CSSProperties & { readonly '--hair': string } = { '--hair': `${1 / zoom}px` }
  return (
    <ViewportPortal>
      <div className={styles.guides} style={style} aria-hidden>
        {guides.map((guide) => (
          <i key={guide.axis} data-axis={guide.axis} style={placeOf(guide)} />
        ))}
      </div>
    </ViewportPortal>
  )
})

function placeOf({ axis, at, from, to }: Guide): CSSProperties {
  return axis === 'x' ? { transform: `translate(${at}px, ${from}px)`, height: to - from } : { transform: `translate(${from}px, ${at}px)`, width: to - from }
}
