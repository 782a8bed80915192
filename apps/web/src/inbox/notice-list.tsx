import { useMutation, useQuery } from '@tanstack/react-query'
import type { AppRouter } from '@eddy/server/router'
import type { inferRouterOutputs } from '@trpc/server'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { momentWords } from './question-words.ts'
import styles from './inbox.module.css'

type NoticeOfRun = inferRouterOutputs<AppRouter>['notice']['list'][number]

const SHOWN = 50

/** What runs have told: notices of steps, questions that were called to mind, and those that nobody answered. */
export function NoticeList() {
  const list = useQuery(trpc.notice.list.queryOptions({ limit: SHOWN }))
  const read = useMutation({
    mutationFn: (keys: string[]) => client.notice.read.mutate({ keys }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.notice.list.queryKey() }),
  })
  const notices = list.data ?? []
  const unread = notices.filter(({ readAt }) => readAt === null)
  return (
    <section aria-labelledby="notices" className={styles.section}>
      <h2 id="notices">Notices</h2>
      {list.isError ? (
        <div className={styles.nothing} role="alert">
          <p>The notices could not be listed: {list.error.message}</p>
          <Button size="small" onClick={() => void list.refetch()}>
            Try again
          </Button>
        </div>
      ) : null}
      {list.isPending ? <div className={styles.loading} aria-busy="true" aria-label="Loading the notices" /> : null}
      {list.data && notices.length === 0 ? <p className={styles.nothing}>Nothing has been told yet. Steps of the kind “Notify” tell it here, and so do questions that wait.</p> : null}
      {read.isError ? <p className={styles.error} role="alert">It could not be marked as read: {read.error.message}</p> : null}
      {unread.length > 1 ? (
        <Button size="small" disabled={read.isPending} onClick={() => read.mutate(unread.map(({ key }) => key))}>
          Mark all {unread.length} as read
        </Button>
      ) : null}
      {notices.length > 0 ? (
        <ul className={styles.rows} aria-label="Notices">
          {notices.map((notice) => (
            <NoticeRow key={notice.key} notice={notice} onRead={() => read.mutate([notice.key])} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const LEVELS: { readonly [level: string]: string } = { warn: 'Warning', error: 'Error' }

function NoticeRow({ notice, onRead }: { readonly notice: NoticeOfRun; readonly onRead: () => void }) {
  const { title, text, level, readAt, workflow, runId, at } = notice
  return (
    <li className={styles.row} aria-label={title} data-unread={readAt === null ? '' : undefined}>
      <span className={styles.told}>
        {LEVELS[level] === undefined ? null : <span className={styles.level} data-level={level}>{LEVELS[level]}</span>}
        {title}
      </span>
      <span className={styles.note}>{text}</span>
      {workflow === null ? <span className={styles.note}>its run has been removed</span> : <a href={`/runs/${runId}`}>{workflow}</a>}
      <span className={styles.note}>
        {momentWords(at)}
        {readAt === null ? (
          <Button size="small" tone="quiet" aria-label={`Mark “${title}” as read`} onClick={onRead}>
            Read
          </Button>
        ) : null}
      </span>
    </li>
  )
}
