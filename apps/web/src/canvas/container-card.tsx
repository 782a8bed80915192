import type { CardNote } from '../store/card-note.ts'
import { KindIcon } from '../ui/kind-icon.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { markOf } from '../ui/step-state.ts'
import { CardNoteMark } from './card-note-mark.tsx'
import { flag } from './card-flag.ts'
import type { CardState } from './card-state.ts'
import styles from './container-card.module.css'
import type { CardData } from './nodes.ts'
import { ProblemMark } from './problem-mark.tsx'
import { FoldButton } from './scope/fold-button.tsx'
import { StatusWords } from './status-words.tsx'

export interface ContainerCardProps {
  readonly path: string
  readonly data: CardData
  readonly state?: CardState | undefined
  readonly selected?: boolean
  readonly marked?: boolean
  readonly note?: CardNote | undefined
}

/** A step that holds steps. Its inner cards are drawn over it. */
export function ContainerCard({ path, data, state, selected, marked, note }: ContainerCardProps) {
  const mark = state && markOf(state.status)
  const inner = countInner(data.step)
  return (
    <div className={styles.container} data-mark={mark} data-empty={flag(inner === 0)} data-selected={flag(selected)} data-marked={flag(marked)}>
      <div className={styles.header}>
        <FoldButton path={path} title={data.title} folded={false} />
        <KindIcon name={data.icon} size={14} />
        <span className={styles.title}>{data.title}</span>
        <span className={styles.kind}>{state === undefined || state.status === 'idle' ? data.kindTitle : (elementWords(state) ?? <StatusWords state={state} />)}</span>
        {mark ? <StateMark key={mark} mark={mark} /> : null}
      </div>
      {state?.elements ? <ElementBar elements={state.elements} /> : null}
      {inner === 0 && !data.branches.length ? <p className={styles.empty}>Drop a step in here</p> : null}
      {data.branches.map((label) => (
        <span key={label.text + label.y} className={styles.branch} style={{ left: label.x, top: label.y }}>
          {label.text}
        </span>
      ))}
      {note ? <CardNoteMark note={note} /> : null}
      {data.problems.length ? <ProblemMark problems={data.problems} /> : null}
    </div>
  )
}

function countInner({ steps = [], branches = [] }: CardData['step']): number {
  return steps.length + branches.reduce((sum, branch) => sum + branch.steps.length, 0)
}

function elementWords({ elements }: CardState): string | undefined {
  if (!elements) return undefined
  const { total, succeeded, running, failed } = elements
  return [`${succeeded} / ${total} ok`, running ? `${running} running` : '', failed ? `${failed} failed` : ''].filter(Boolean).join(' · ')
}

function ElementBar({ elements }: { readonly elements: NonNullable<CardState['elements']> }) {
  const { total, succeeded, running, failed } = elements
  const share = (count: number) => ({ width: `${total ? (100 * count) / total : 0}%` })
  return (
    <div className={styles.bar} aria-hidden>
      <span data-part="succeeded" style={share(succeeded)} />
      <span data-part="running" style={share(running)} />
      <span data-part="failed" style={share(failed)} />
    </div>
  )
}
