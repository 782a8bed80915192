import type { ReactElement } from 'react'
import type { MarkName } from './step-state.ts'
import styles from './state-mark.module.css'

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const cut = { ...line, stroke: 'var(--card)', strokeWidth: 1.8 } as const
const back = 'M5.4 6.2h3.4a2.3 2.3 0 0 1 0 4.6H6.6M7 4.4 5.2 6.2 7 8'

/** Shape first: each outline is its own, so that no state needs its colour to be told apart. */
const shapes: { readonly [Name in MarkName]: ReactElement } = {
  queued: <circle cx="8" cy="8" r="5.5" {...line} />,
  running: <path d="M8 2.5A5.5 5.5 0 1 1 2.5 8" {...line} />,
  retrying: (
    <>
      <circle cx="8" cy="8" r="5.5" {...line} strokeDasharray="2.2 2.12" strokeLinecap="butt" />
      <path d="M8 5.2V8l1.8 1.4" {...line} strokeWidth={1.6} />
    </>
  ),
  waiting: <path d="M5.5 3.5v9M10.5 3.5v9" {...line} strokeWidth={2.6} />,
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="currentColor" />
      <path d="m5.2 8.2 2 2 3.6-4" {...cut} />
    </>
  ),
  failed: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="2.5" fill="currentColor" />
      <path d="m5.5 5.5 5 5m0-5-5 5" {...cut} />
    </>
  ),
  skipped: <path d="M4 8h8" {...line} />,
  cancelled: (
    <>
      <circle cx="8" cy="8" r="5.5" {...line} />
      <path d="M4.5 11.5 11.5 4.5" {...line} />
    </>
  ),
  undoing: <path d="M8 2.5A5.5 5.5 0 1 0 13.5 8M8 2.5 10.2.8M8 2.5l2.1 1.9" {...line} strokeWidth={1.8} />,
  undone: (
    <>
      <circle cx="8" cy="8" r="6.25" {...line} strokeWidth={1.5} />
      <path d={back} {...line} strokeWidth={1.6} />
    </>
  ),
  'undo-failed': (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="2.5" fill="currentColor" />
      <path d={back} {...cut} strokeWidth={1.5} />
      <path d="M3.8 12.2 12.2 3.8" {...cut} strokeWidth={1.5} />
    </>
  ),
  'in-doubt': (
    <>
      <path d="M8 1.2 14.8 8 8 14.8 1.2 8Z" {...line} strokeWidth={1.5} />
      <path d="M6.5 6.6a1.5 1.5 0 1 1 2 1.5c-.4.2-.5.4-.5.8M8 10.9v.1" {...line} strokeWidth={1.5} />
    </>
  ),
  irreversible: (
    <>
      <rect x="3" y="7" width="10" height="7" rx="1.8" fill="currentColor" />
      <path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7" {...line} strokeWidth={1.7} />
    </>
  ),
}

export interface StateMarkProps {
  readonly mark: MarkName
  readonly size?: number
  /** Without a label the mark is decoration beside its word. */
  readonly label?: string
}

export function StateMark({ mark, size = 16, label }: StateMarkProps) {
  return (
    <svg
      className={styles.mark}
      data-mark={mark}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {shapes[mark]}
    </svg>
  )
}
