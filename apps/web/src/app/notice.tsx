import { useEffect } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import styles from './editor-page.module.css'

/** Why something was refused; goes by itself. */
export function Notice() {
  const notice = useEditor((state) => state.notice)
  const notify = useEditor((state) => state.notify)
  // the time it stays is the browser's
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => notify(undefined), notice.action ? 10_000 : 6000)
    return () => clearTimeout(timer)
  }, [notice, notify])
  return (
    <div className={styles.notices} role="status">
      {notice ? (
        <p key={notice.key} className={styles.notice}>
          {notice.text}
          {notice.action ? (
            <button
              type="button"
              className={styles.noticeAction}
              onClick={() => {
                // it may have something to say itself
                notify(undefined)
                notice.action?.act()
              }}
            >
              {notice.action.label}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
