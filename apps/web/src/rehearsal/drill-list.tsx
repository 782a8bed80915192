import { ACCIDENT_WORDS, type Badge, type Drill } from '@eddy/rehearsal'
import type { MarkName } from '../ui/step-state.ts'
import { StateMark } from '../ui/state-mark.tsx'
import styles from './rehearsal-list.module.css'

const VERDICTS: { readonly [V in Badge['verdict']]: { readonly mark: MarkName; readonly word: string } } = {
  passed: { mark: 'succeeded', word: 'passed' },
  failed: { mark: 'failed', word: 'failed' },
  untestable: { mark: 'in-doubt', word: 'not testable' },
}

/** The accidents that every saga has to survive, step by step. */
export function DrillList({ drill, onSelect }: { readonly drill: Drill; readonly onSelect: (path: string) => void }) {
  return (
    <section className={styles.list} aria-label="Accident drill">
      <p>{drill.steps.length === 0 ? 'No step has an effect.' : drill.sentence}</p>
      {drill.steps.map(({ step, title, badges }) => (
        <section key={step} aria-label={title}>
          <h3>
            <button type="button" className={styles.step} onClick={() => onSelect(step)}>{title}</button>
          </h3>
          <ul>
            {badges.map(({ accident, verdict, sentence }) => (
              <li key={accident} data-verdict={verdict}>
                <StateMark mark={VERDICTS[verdict].mark} />
                <span className={styles.word}>{VERDICTS[verdict].word}</span>
                <span>
                  <strong>{ACCIDENT_WORDS[accident]}</strong>: {sentence}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}
