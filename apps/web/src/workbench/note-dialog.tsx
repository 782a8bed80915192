import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import field from '../ui/field.module.css'
import { TextField } from '../ui/text-field.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import { leftTitle } from './left-words.ts'
import { notedOf, notingOf, type Noted } from './noting.ts'
import type { WorkbenchRow } from './workbench-row.ts'
import styles from './workbench.module.css'

export interface NoteDialogProps {
  readonly rows: readonly WorkbenchRow[]
  /** The name of whoever looks; empty for a guest. */
  readonly me: string
  readonly onClose: () => void
}

/** Who sees to it, what they know, and when to look again. For many, what is left empty stays as it is. */
export function NoteDialog({ rows, me, onClose }: NoteDialogProps) {
  const [first] = rows
  const single = rows.length === 1 ? first : undefined
  const [{ owner, note, remindAt }, setNoted] = useState(() => notedOf(single))
  const change = (more: Partial<Noted>) => setNoted((before) => ({ ...before, ...more }))
  const act = () => client.workbench.note.mutate({ items: rows.map(({ runId, step }) => ({ runId, step })), ...notingOf({ owner, note, remindAt }, single !== undefined) })
  const kept = single ? undefined : 'as it is'
  return (
    <VerbDialog
      {...wordsFor(single, rows.length)}
      verb="Keep"
      act={act}
      onClose={onClose}
    >
      <div className={styles.ownerField}>
        <TextField label="Owner" value={owner} onChange={(next) => change({ owner: next })} placeholder={kept ?? 'Nobody yet'} />
        {me !== '' && owner !== me ? (
          <button type="button" className={styles.textButton} onClick={() => change({ owner: me })}>
            I do
          </button>
        ) : null}
      </div>
      <TextField label="Note" multiline value={note} onChange={(next) => change({ note: next })} placeholder={kept ?? 'What is known, what has been tried'} />
      <Field label="Look again at" hint="It is marked as due from then on.">
        <input type="datetime-local" aria-label="Look again at" className={field.input} value={remindAt} onChange={(event) => change({ remindAt: event.target.value })} />
      </Field>
    </VerbDialog>
  )
}

function wordsFor(single: WorkbenchRow | undefined, count: number): { readonly title: string; readonly description: string } {
  if (single) return { title: `Who sees to ${leftTitle(single)}?`, description: 'Everybody sees it here. It stays until what is left has been settled.' }
  return { title: `Who sees to these ${count}?`, description: 'For all of them. What is left empty stays as it is.' }
}
