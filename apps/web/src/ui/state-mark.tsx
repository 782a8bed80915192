import { type MarkPart, markShapes } from './mark-shapes.ts'
import type { MarkName } from './step-state.ts'
import styles from './state-mark.module.css'

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
      {markShapes[mark].map(part)}
    </svg>
  )
}

function part({ path, filled, cut, width = 2, dashes }: MarkPart) {
  if (filled) return <path key={path} d={path} fill="currentColor" />
  const cap = dashes ? 'butt' : 'round'
  return <path key={path} d={path} fill="none" stroke={cut ? 'var(--card)' : 'currentColor'} strokeWidth={width} strokeLinecap={cap} strokeLinejoin="round" strokeDasharray={dashes?.join(' ')} />
}
