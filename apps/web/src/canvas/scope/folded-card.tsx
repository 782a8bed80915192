import { KindTile } from '../../ui/kind-tile.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { markOf, wordOf } from '../../ui/step-state.ts'
import type { CardState } from '../card-state.ts'
import type { CardData } from '../nodes.ts'
import { ProblemMark } from '../problem-mark.tsx'
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
  const words = within?.words ?? plainWords(data, state)
  return (
    <div className={styles.card} data-mark={mark} data-selected={selected ? '' : undefined}>
      <span className={styles.tile}>
        <KindTile icon={data.icon} group={data.group} />
      </span>
      <span className={styles.text}>
        <span className={styles.title} title={data.title}>
          {data.title}
        </span>
        <span className={styles.subtitle} title={words}>
          {words}
        </span>
      </span>
      {mark ? <StateMark key={mark} mark={mark} /> : null}
      <FoldButton path={path} title={data.title} folded />
      {data.problems.length ? <ProblemMark problems={data.problems} /> : null}
    </div>
  )
}

/** Before a run has reached what is inside. */
function plainWords({ inside, kindTitle }: CardData, state: CardState | undefined): string {
  if (state && state.status !== 'idle') return wordOf(state.status)
  return inside ? insideWords(inside) : kindTitle
}
