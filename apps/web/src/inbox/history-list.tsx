import { useInfiniteQuery } from '@tanstack/react-query'
import { trpc, client } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import type { Question } from './question.ts'
import { endWords, momentWords, noteOf } from './question-words.ts'
import styles from './inbox.module.css'

const first: string | undefined = undefined

/** What was asked before, and what came of it. */
export function HistoryList() {
  const over = useInfiniteQuery({
    queryKey: [...trpc.inbox.list.queryKey(), 'history'],
    queryFn: ({ pageParam }) => client.inbox.list.query({ show: 'over', limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    initialPageParam: first,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  const questions = over.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="answered-questions" className={styles.section}>
      <h2 id="answered-questions">History</h2>
      {over.isError ? (
        <div className={styles.nothing} role="alert">
          <p>The history could not be read: {over.error.message}</p>
          <Button size="small" onClick={() => void over.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {over.isPending ? <div className={styles.loading} aria-busy="true" aria-label="Loading the history" /> : null}
      {over.data && questions.length === 0 ? <p className={styles.nothing}>Nothing has been answered yet.</p> : null}
      {questions.length > 0 ? (
        <ul className={styles.rows} aria-label="History">
          {questions.map((question) => (
            <HistoryRow key={question.id} question={question} />
          ))}
        </ul>
      ) : null}
      {over.hasNextPage ? (
        <Button size="small" disabled={over.isFetchingNextPage} onClick={() => void over.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </section>
  )
}

function HistoryRow({ question }: { readonly question: Question }) {
  const note = noteOf(question)
  return (
    <li className={styles.row} aria-label={question.title}>
      <span className={styles.asked}>{question.title}</span>
      <span className={styles.end} data-status={question.status}>
        {endWords(question)}
        {note === undefined ? null : <q className={styles.note}>{note}</q>}
      </span>
      <a href={`/runs/${question.run.id}`}>{question.run.workflow}</a>
      <span className={styles.note}>{momentWords(question.endedAt ?? question.askedAt)}</span>
    </li>
  )
}
