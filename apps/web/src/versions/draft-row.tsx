import { GitCommitVertical } from 'lucide-react'
import { comparePath } from '../store/compare-path.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { useEditsAhead, useVersionDocument } from './use-versions.ts'
import { editsWords } from './version-words.ts'
import styles from './versions-panel.module.css'

/** How far the draft is from what was published last. */
export function DraftRow({ workflowId, newest, onPublish }: { readonly workflowId: string; readonly newest: number | undefined; readonly onPublish: () => void }) {
  const document = useEditor((state) => state.document)
  const base = useVersionDocument(workflowId, newest)
  const ahead = useEditsAhead(base.data?.document, document)
  return (
    <section className={styles.draft} aria-label="Draft">
      <GitCommitVertical size={16} aria-hidden />
      <p className={styles.ahead}>{draftWords(newest, ahead)}</p>
      {newest === undefined || ahead === 0 ? null : <a className={styles.link} href={comparePath(workflowId, String(newest), 'draft')}>Compare</a>}
      <Button size="small" tone="primary" disabled={ahead === 0} onClick={onPublish}>Publish …</Button>
    </section>
  )
}

function draftWords(newest: number | undefined, ahead: number | undefined): string {
  if (newest === undefined) return 'The draft was never published.'
  if (ahead === undefined) return `The draft, beside version ${newest}`
  return ahead === 0 ? `The draft is what version ${newest} is.` : `The draft is ${editsWords(ahead)} ahead of version ${newest}.`
}
