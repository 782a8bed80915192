import { catalog } from '@eddy/steps/contract'
import { type ImportFormat, importText, type WorkflowDocument } from '@eddy/workflow'
import { useMemo, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/text-field.tsx'
import file from './editor-page.module.css'
import styles from './home-page.module.css'

export interface ImportDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly busy: boolean
  /** Why the last one could not be created. */
  readonly error: string | undefined
  readonly onImport: (document: WorkflowDocument) => void
}

const formats: { readonly [F in ImportFormat]: string } = { eddy: 'Eddy workflow', n8n: 'n8n workflow', mermaid: 'Mermaid flowchart', stateMachine: 'State machine' }

/** Reads a workflow of another tool, and says what becomes of each part before it is created. */
export function ImportDialog({ open, onOpenChange, busy, error, onImport }: ImportDialogProps) {
  const [text, setText] = useState('')
  const [unread, setUnread] = useState(false)
  const reading = useMemo(() => (text.trim() === '' ? undefined : importText(text, catalog)), [text])
  const write = (next: string) => {
    setUnread(false)
    setText(next)
  }
  const choose = (chosen: File | undefined) => {
    chosen?.text().then(write, () => setUnread(true))
  }
  const change = (next: boolean) => {
    if (!next) write('')
    onOpenChange(next)
  }
  const fault = unread ? 'This file could not be read.' : reading?.ok === false ? reading.reason : error
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Import a workflow"
      description="An Eddy JSON file, a workflow of n8n, a Mermaid flowchart, or a state machine."
      actions={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button tone="primary" disabled={busy || !reading?.ok} onClick={() => reading?.ok && onImport(reading.document)}>
            Create workflow
          </Button>
        </>
      }
    >
      <TextField label="Paste it here" multiline mono value={text} onChange={write} error={fault} />
      <label className={file.file} style={{ alignSelf: 'start' }}>
        Choose a file
        <input
          type="file"
          className="visually-hidden"
          accept=".json,.mmd,.mermaid,.md,.txt,application/json,text/plain"
          onChange={(event) => {
            choose(event.target.files?.[0])
            // the same file may be chosen again
            event.target.value = ''
          }}
        />
      </label>
      {reading?.ok ? (
        <section aria-label="What becomes of it">
          <p role="status">
            {reading.format ? formats[reading.format] : 'Workflow'}, {reading.report.length === 1 ? '1 part' : `${reading.report.length} parts`}
          </p>
          <ul className={styles.rows} aria-label="Import report">
            {reading.report.slice(0, shown).map(({ item, became, note }, index) => (
              <li key={index} className={styles.row}>
                <span style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
                  {item} → {became}
                  {note ? <span className={styles.rowName} style={{ display: 'block' }}>{note}</span> : null}
                </span>
              </li>
            ))}
          </ul>
          {reading.report.length > shown ? <p className={styles.rowName}>… and {reading.report.length - shown} more.</p> : null}
        </section>
      ) : null}
    </Dialog>
  )
}

/** More rows than anyone reads make the dialog slow. */
const shown = 300
