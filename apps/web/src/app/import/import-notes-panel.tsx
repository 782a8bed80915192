import { LocateFixed, X } from 'lucide-react'
import { useState } from 'react'
import { locate } from '../../store/document/locate.ts'
import { useEditor } from '../../store/editor-context.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { conversionWords, ConversionMark } from './conversion-mark.tsx'
import { keepImportNotes, useImportNotes } from './import-notes.ts'
import { countsOf } from './reading.ts'
import styles from './import-notes.module.css'

/** More rows than anyone reads make the page slow. */
const SHOWN = 300

/** What became of each part of an imported file, beside the drawing: each leads to its card. It stays until it is put away. */
export function ImportNotesPanel({ workflowId, onJump }: { readonly workflowId: string; readonly onJump: (path: string) => void }) {
  const notes = useImportNotes(workflowId)
  const document = useEditor((state) => state.document)
  const [all, setAll] = useState(false)
  if (!notes) return null
  const counts = countsOf(notes.report)
  const open = notes.report.filter(({ how }) => how !== 'exact')
  const rows = all || open.length === 0 ? notes.report : open
  return (
    <section className={styles.panel} aria-label="What became of the file">
      <header className={styles.head}>
        <h2 className={styles.title}>
          {counts.exact} of {notes.report.length} parts are exact
          {open.length === 0 ? '' : `; ${counts.approximated} to be looked at, ${counts.refused} not taken over`}
        </h2>
        {open.length > 0 && counts.exact > 0 ? (
          <Button size="small" onClick={() => setAll(!all)}>
            {all ? 'Only what differs' : 'Show all'}
          </Button>
        ) : null}
        <IconButton label="Put the report away" tone="plain" onClick={() => keepImportNotes(undefined)}>
          <X size={16} />
        </IconButton>
      </header>
      <ul className={styles.rows} aria-label="Import report">
        {rows.slice(0, SHOWN).map(({ item, became, how, note, step }, index) => (
          <li key={index} className={styles.row}>
            <span className={styles.mark} title={conversionWords[how]}>
              <ConversionMark how={how} />
              <span className="visually-hidden">{conversionWords[how]}: </span>
            </span>
            <span className={styles.words}>
              {item} → {became}
              {note ? <span className={styles.note}>{note}</span> : null}
            </span>
            {step !== undefined && locate(document, step) ? (
              <IconButton label={`Show ${item} on the canvas`} tone="plain" onClick={() => onJump(step)}>
                <LocateFixed size={16} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {rows.length > SHOWN ? <p className={styles.more}>… and {rows.length - SHOWN} more.</p> : null}
    </section>
  )
}
