import { useOpenQuestions } from '../store/inbox/use-open-questions.ts'
import styles from './top-bar.module.css'

/** How many questions wait in the inbox, beside its link; nothing when none does. */
export function InboxCount() {
  const open = useOpenQuestions() ?? 0
  if (open === 0) return null
  return (
    <>
      <span className={styles.count} data-count="" aria-hidden>
        {open > 99 ? '99+' : open}
      </span>
      <span className="visually-hidden">{`${open} open ${open === 1 ? 'question' : 'questions'}`}</span>
    </>
  )
}
