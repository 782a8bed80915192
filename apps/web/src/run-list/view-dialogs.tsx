import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import type { SavedView } from './run-types.ts'

interface ViewDialogProps {
  readonly title: string
  readonly verb: string
  readonly name: string
  /** Views whose names cannot be had. */
  readonly taken: readonly SavedView[]
  readonly save: (name: string) => Promise<unknown>
  readonly onClose: () => void
}

/** Gives a filter its name. */
export function ViewDialog({ title, verb, name, taken, save, onClose }: ViewDialogProps) {
  const [text, setText] = useState(name)
  const meant = text.trim()
  const there = taken.some((view) => view.name === meant)
  async function act() {
    if (meant === '') throw new Error('The view needs a name.')
    if (there) throw new Error(`Another view is called “${meant}” already; choose another name.`)
    await save(meant)
  }
  return (
    <VerbDialog title={title} description="Everybody who works here finds it beside the other views. Times like “the last 24 hours” go on counting from now." verb={verb} act={act} onClose={onClose}>
      <TextField label="Name" value={text} onChange={setText} placeholder="Stuck payments" required />
    </VerbDialog>
  )
}

export function RemoveViewDialog({ view, remove, onClose }: { readonly view: SavedView; readonly remove: () => Promise<unknown>; readonly onClose: () => void }) {
  return <VerbDialog title={`Remove “${view.name}”?`} description="The name goes, for everybody; the runs stay." verb="Remove" tone="danger" act={remove} onClose={onClose} />
}
