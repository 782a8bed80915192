import { ViewportPortal } from '@xyflow/react'
import type { Guide } from './layer/snap.ts'
import styles from './snap-guides.module.css'

/** Shows what a dragged card is in line with. */
export function SnapGuides({ guides }: { readonly guides: readonly Guide[] | undefined }) {
  if (!guides?.length) return null
  return (
    <ViewportPortal>
      <svg className={styles.guides} aria-hidden>
        {guides.map(({ axis, at, from, to }) => (
          <path key={axis} d={axis === 'x' ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`} />
        ))}
      </svg>
    </ViewportPortal>
  )
}
