import { useOpenQuestions } from '../store/inbox/use-open-questions.ts'
import { useUnreadNotices } from '../store/inbox/use-unread-notices.ts'
import styles from './top-bar.module.css'

/** How much waits in the inbox, beside its link; nothing when nothing does. */
export function InboxCount() {
  const open = useOpenQuestions() ?? 0
  const notices = useUnreadNotices() ?? 0
  const total = open + notices
  if (total === 0) return null
  return (
    <>
      <span className={styles.count} data-count="" aria-hidden>
        {total > 99 ? '99+' : total}
      </span>
      <span className="visually-hidden">{[counted(open, 'open question'), counted(notices, 'unread notice')].filter((words) => words !== '').join(', ')}</span>
    </>
  )
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`
}
