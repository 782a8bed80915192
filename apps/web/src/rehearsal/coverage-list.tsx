import type { Coverage, CoverageState } from '@eddy/rehearsal'
import type { MarkName } from '../ui/step-state.ts'
import { StateMark } from '../ui/state-mark.tsx'
import styles from './rehearsal-list.module.css'

const STATES: { readonly [S in CoverageState]: { readonly mark: MarkName; readonly word: string } } = {
  covered: { mark: 'undone', word: 'covered' },
  half_done: { mark: 'retrying', word: 'not when half done' },
  irreversible: { mark: 'irreversible', word: 'on purpose' },
  missing: { mark: 'failed', word: 'missing' },
  unreadable: { mark: 'undo-failed', word: 'reads what does not exist' },
}

export function CoverageList({ coverage, onSelect }: { readonly coverage: Coverage; readonly onSelect: (path: string) => void }) {
  return (
    <section className={styles.list} aria-label="Compensation coverage">
      <p>
        <strong>{coverage.percent} %</strong> of the steps with an effect are taken back or stay on purpose; <strong>{coverage.strictPercent} %</strong> with failures half way. {coverage.sentence}
      </p>
      <ul>
        {coverage.steps.map(({ step, title, state, sentence, ran }) => (
          <li key={step} data-state={state}>
            <StateMark mark={STATES[state].mark} />
            <button type="button" className={styles.step} onClick={() => onSelect(step)}>{title}</button>
            <span className={styles.word}>{STATES[state].word}</span>
            <span>{sentence}{ran ? ` It ran in ${ran} ${ran === 1 ? 'rehearsal' : 'rehearsals'}.` : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
