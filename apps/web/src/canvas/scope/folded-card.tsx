import { KindTile } from '../../ui/kind-tile.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { markOf } from '../../ui/step-state.ts'
import type { CardState } from '../card-state.ts'
import type { CardData } from '../nodes.ts'
import { ProblemMark } from '../problem-mark.tsx'
import { StatusWords } from '../status-words.tsx'
import { FoldButton } from './fold-button.tsx'
import styles from './folded-card.module.css'
import { insideWords } from './inside-words.ts'
import { useInsideState } from './use-inside-state.ts'

export interface FoldedCardProps {
  readonly path: string
  readonly data: CardData
  readonly state?: CardState | undefined
  readonly selected?: boolean
}

const noPaths: readonly string[] = []

/** A container that is closed: what it holds, and in a run how that stands. A failure within is never hidden. */
export function FoldedCard({ path, data, state, selected }: FoldedCardProps) {
  const within = useInsideState(data.inside?.paths ?? noPaths)
  const mark = markOf(within?.worst ?? state?.status ?? 'idle')
  return (
    <div className={styles.card} data-mark={mark} data-selected={selected ? '' : undefined}>
      <span className={styles.tile}>
        <KindTile icon={data.icon} group={data.group} />
      </span>
      <span className={styles.text}>
        <span className={styles.title} title={data.title}>
          {data.title}
        </span>
        <Subtitle data={data} state={state} within={within?.words} />
      </span>
      {mark ? <StateMark key={mark} mark={mark} /> : null}
      <FoldButton path={path} title={data.title} folded />
      {data.problems.length ? <ProblemMark problems={data.problems} /> : null}
    </div>
  )
}

function Subtitle({ data, state, within }: Pick<FoldedCardProps, 'data' | 'state'> & { readonly within: string | undefined }) {
  if (within !== undefined) return <span className={styles.subtitle} title={within}>{within}</span>
  if (state && state.status !== 'idle') return <span className={styles.subtitle}><StatusWords state={state} /></span>
  return <span className={styles.subtitle}>{data.inside ? insideWords(data.inside) : data.kindTitle}</span>
}
