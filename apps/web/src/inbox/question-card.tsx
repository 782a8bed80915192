import { useId } from 'react'
import { KindTile } from '../ui/kind-tile.tsx'
import { Markdown } from '../ui/markdown.tsx'
import { AnswerForm } from './answer-form.tsx'
import type { Question } from './question.ts'
import { momentWords, silenceWords } from './question-words.ts'
import styles from './inbox.module.css'

export interface QuestionCardProps {
  readonly question: Question
  readonly name: string
  readonly onName: (name: string) => void
  readonly onAnswered: () => void
  readonly shown: boolean
  readonly onShow: (shown: boolean) => void
}

/** One open question: in a line, or whole with its form. */
export function QuestionCard({ question, name, onName, onAnswered, shown, onShow }: QuestionCardProps) {
  const body = useId()
  const { title, text, role, kind, reminders, askedAt } = question
  const silence = silenceWords(question)
  return (
    <li className={styles.card} aria-label={title} data-shown={shown ? '' : undefined}>
      <div className={styles.head}>
        <KindTile icon={kind === 'approval' ? 'user-check' : 'triangle-alert'} group="human" />
        <h3 className={styles.title}>
          <button type="button" aria-expanded={shown} aria-controls={body} onClick={() => onShow(!shown)}>
            {title}
          </button>
        </h3>
        {role === '' ? null : <span className={styles.role}>for {role}</span>}
        <span className={styles.note}>
          {momentWords(askedAt)}
          {reminders > 0 ? ` · reminded ${reminders === 1 ? 'once' : `${reminders} times`}` : ''}
        </span>
      </div>
      <div id={body} hidden={!shown} className={styles.body}>
        {shown ? (
          <>
            {text === '' ? null : <Markdown text={text} />}
            <p className={styles.note}>
              Asked by <a href={`/runs/${question.run.id}`}>the run of {question.run.workflow}</a>, step <code>{question.run.step}</code>.{silence === undefined ? '' : ` ${silence}`}
            </p>
            <AnswerForm {...{ question, name, onName, onAnswered }} />
          </>
        ) : null}
      </div>
    </li>
  )
}
