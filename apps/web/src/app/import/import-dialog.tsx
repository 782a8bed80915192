import { useMemo, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ImportProblems } from './import-problems.tsx'
import { ImportReport } from './import-report.tsx'
import { ImportSource } from './import-source.tsx'
import { ImportTarget, type Target } from './import-target.tsx'
import { placeIn, readText } from './reading.ts'
import { refusedWith } from './refused-with.ts'
import { useImport } from './use-import.ts'
import styles from './import.module.css'

const NOWHERE: Target = { into: 'draft', name: undefined, category: '' }

/** From a file to a workflow: what it is, what becomes of each part, its name, and where it goes. Nothing is created before that. */
export function ImportDialog({ open, onOpenChange }: { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }) {
  const [text, setText] = useState('')
  const [unread, setUnread] = useState(false)
  const [target, setTarget] = useState(NOWHERE)
  const whole = useRef<HTMLDivElement>(null)
  const read = useMemo(() => readText(text), [text])
  const bringIn = useImport(text, target)
  const write = (next: string) => {
    setUnread(false)
    setText(next)
    setTarget(NOWHERE)
    bringIn.reset()
  }
  const retarget = (next: Target) => {
    setTarget(next)
    bringIn.reset()
  }
  const fault = unread ? 'This file could not be read.' : read?.ok === false ? read.reason : undefined
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title="Import a workflow"
      description="An Eddy JSON file of any format, a workflow of n8n, a Mermaid flowchart, or a state machine."
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button tone="primary" disabled={bringIn.isPending || !read?.ok} onClick={() => bringIn.mutate()}>
            {target.into === 'library' ? 'Put into the library' : 'Create workflow'}
          </Button>
        </>
      }
    >
      <div ref={whole} className={styles.whole}>
        <ImportSource text={text} onText={write} onFile={(file) => void file?.text().then(write, () => setUnread(true))} error={fault} />
        {read?.ok === false ? <ImportProblems title="What stands in the way" problems={read.problems} /> : null}
        {read?.ok ? (
          <>
            <ImportReport read={read} isPlaced={(item) => placeIn(text, item) !== undefined} onShow={(item) => show(whole.current, text, item)} />
            <ImportProblems title="To be mended in the editor" problems={read.problems} />
            <ImportTarget read={read} target={target} onChange={retarget} />
          </>
        ) : null}
      </div>
      {bringIn.error ? (
        <div className={styles.refusal}>
          <p className={styles.fault} role="alert">{bringIn.error.message}</p>
          <ImportProblems title="Nothing was created" problems={refusedWith(bringIn.error)} />
        </div>
      ) : null}
    </Dialog>
  )
}

/** Selects in the text what the item is about. */
function show(whole: HTMLElement | null, text: string, item: string): void {
  const area = whole?.querySelector('textarea')
  const place = placeIn(text, item)
  if (!area || !place) return
  area.focus()
  area.setSelectionRange(place.start, place.end)
  const lines = text.split('\n').length
  area.scrollTop = (area.scrollHeight / lines) * Math.max(0, text.slice(0, place.start).split('\n').length - 2)
}
