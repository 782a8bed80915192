import { type DragEvent, useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import file from '../editor-page.module.css'
import styles from './import.module.css'

export interface ImportSourceProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly onFile: (file: File | undefined) => void
  readonly error: string | undefined
}

/** Where the text comes from: pasted, chosen, or dropped. */
export function ImportSource({ text, onText, onFile, error }: ImportSourceProps) {
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFile(event.dataTransfer.files[0])
  }
  return (
    <section
      aria-label="File"
      className={styles.source}
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <TextField label="Paste it here" multiline mono value={text} onChange={onText} error={error} />
      <div className={styles.choose}>
        <label className={file.file}>
          Choose a file
          <input
            type="file"
            className="visually-hidden"
            accept=".json,.mmd,.mermaid,.md,.txt,application/json,text/plain"
            onChange={(event) => {
              onFile(event.target.files?.[0])
              // the same file may be chosen again
              event.target.value = ''
            }}
          />
        </label>
        <span className={styles.note}>or drop it here</span>
      </div>
    </section>
  )
}
