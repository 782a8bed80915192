import { useEditor } from '../store/editor-context.tsx'
import { useEditsAhead, useVersionDocument, useVersions } from './use-versions.ts'
import { editsWords } from './version-words.ts'
import styles from './live-mark.module.css'

/** What is live, in a word or two, and how far the draft has moved on from what was published last. */
export function LiveMark({ workflowId }: { readonly workflowId: string }) {
  const { data } = useVersions(workflowId)
  const document = useEditor((state) => state.document)
  const newest = data?.versions[0]?.number
  const base = useVersionDocument(workflowId, newest)
  const ahead = useEditsAhead(base.data?.document, document)
  if (!data || newest === undefined) return null
  const live = data.pointers.find(({ environment }) => environment === 'live')?.number
  return (
    <span className={styles.mark}>
      <span className={styles.dot} data-live={live === undefined ? undefined : ''} aria-hidden />
      {live === undefined ? `v${newest}, not live` : `v${live} live`}
      {ahead === undefined || ahead === 0 ? null : <span className={styles.ahead}>draft +{ahead}<span className="visually-hidden"> ({editsWords(ahead)} ahead of version {newest})</span></span>}
    </span>
  )
}
