import { useOpenQuestions } from '../store/inbox/use-open-questions.ts'
import styles from './top-bar.module.css'

/** The way to the inbox, with how many questions wait there. */
export function InboxLink({ here }: { readonly here: boolean }) {
  const open = useOpenQuestions() ?? 0
  return (
    <a href="/inbox" aria-current={here ? 'page' : undefined}>
      Inbox
      {open === 0 ? null : (
        <>
          <span className={styles.count} aria-hidden>
            {open > 99 ? '99+' : open}
          </span>
          <span className="visually-hidden">{`${open} open ${open === 1 ? 'question' : 'questions'}`}</span>
        </>
      )}
    </a>
  )
}
