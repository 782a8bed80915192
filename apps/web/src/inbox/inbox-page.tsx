import { HistoryList } from './history-list.tsx'
import { NoticeList } from './notice-list.tsx'
import { OpenList } from './open-list.tsx'
import styles from './inbox.module.css'
import type { InboxPageProps } from './inbox-page-props.ts'

/** What runs ask people, and what they tell them. */
export function InboxPage(props: InboxPageProps) {
  return (
    <main className={styles.page}>
      <h1>Inbox</h1>
      <OpenList {...props} />
      <NoticeList />
      <HistoryList />
    </main>
  )
}
