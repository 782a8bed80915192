import { memo } from 'react'
import styles from './line-edge.module.css'

const box = { viewBox: '0 0 10 10', markerWidth: 10, markerHeight: 10, refY: 5, orient: 'auto-start-reverse', markerUnits: 'userSpaceOnUse' } as const
const filled = 'M2 2 8 5 2 8Z'
const open = 'M2.5 2 8 5 2.5 8'

/** The ends of lines: a filled arrow for data, a bar for waiting, an open arrow for handlers. */
export const EdgeMarkers = memo(function EdgeMarkers() {
  return (
    <svg className={styles.markers} aria-hidden>
      <defs>
        <marker id="eddy-arrow" refX={8} {...box}>
          <path d={filled} data-tone="edge" strokeLinejoin="round" />
        </marker>
        <marker id="eddy-arrow-failed" refX={8} {...box}>
          <path d={filled} data-tone="failed" />
        </marker>
        <marker id="eddy-arrow-undo" refX={8} {...box}>
          <path d={filled} data-tone="undo-filled" />
        </marker>
        <marker id="eddy-bar" refX={7} {...box}>
          <path d="M7 1.5v7" data-tone="edge" strokeWidth={2} />
        </marker>
        <marker id="eddy-open-undo" refX={8} {...box}>
          <path d={open} data-tone="undo" strokeWidth={1.5} />
        </marker>
        <marker id="eddy-open-retry" refX={8} {...box}>
          <path d={open} data-tone="retry" strokeWidth={1.5} />
        </marker>
      </defs>
    </svg>
  )
})
