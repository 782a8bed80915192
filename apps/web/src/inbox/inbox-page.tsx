import { HistoryList } from './history-list.tsx'
import { NoticeList } from './notice-list.tsx'
import { OpenList } from './open-list.tsx'
import styles from './inbox.module.css'

export interface InboxPageProps {
  /** Who answers, as others see it; empty: nobody in particular. */
  readonly name: string
  readonly onName: (name: string) => void
  /** The question to show first: of this run, and of this step of it. */
  readonly wanted?: { readonly run: string; readonly step?: string | undefined } | undefined
}

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
