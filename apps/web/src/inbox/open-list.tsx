import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import type { InboxPageProps } from './inbox-page-props.ts'
import { QuestionCard } from './question-card.tsx'
import type { Question } from './question.ts'
import styles from './inbox.module.css'

/** The questions that wait for an answer, newest first; one of them is open to be answered. */
export function OpenList(props: InboxPageProps) {
  const open = useQuery(trpc.inbox.list.queryOptions({ show: 'open', limit: 200 }))
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section aria-labelledby="open-questions" className={styles.section}>
      <h2 id="open-questions" ref={heading} tabIndex={-1}>
        Open questions
      </h2>
      {open.isError ? (
        <div className={styles.nothing} role="alert">
          <p>The questions could not be listed: {open.error.message}</p>
          <Button size="small" onClick={() => void open.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {open.isPending ? <div className={styles.loading} aria-busy="true" aria-label="Loading questions" /> : null}
      {open.data ? <Questions questions={open.data.items} {...props} onAnswered={() => heading.current?.focus()} /> : null}
    </section>
  )
}

interface QuestionsProps extends InboxPageProps {
  readonly questions: readonly Question[]
  /** The form that had the focus goes. */
  readonly onAnswered: () => void
}

function Questions({ questions, name, onName, wanted, onAnswered }: QuestionsProps) {
  const [chosen, setChosen] = useState<string | null>()
  const first = questions.find(({ run }) => run.id === wanted?.run && (wanted.step === undefined || run.step === wanted.step)) ?? questions[0]
  // nothing chosen yet: the one that was come for
  const shown = chosen === undefined ? first?.id : chosen
  if (questions.length === 0) return <p className={styles.nothing}>Nothing waits for you. Steps of the kinds “Ask for approval” and “Escalate” ask here.</p>
  return (
    <ul className={styles.cards} aria-label="Open questions">
      {questions.map((question) => (
        <QuestionCard key={question.id} question={question} {...{ name, onName, onAnswered }} shown={question.id === shown} onShow={(show) => setChosen(show ? question.id : null)} />
      ))}
    </ul>
  )
}
