import { useState } from 'react'
import { client } from '../trpc/client.ts'
import field from '../ui/field.module.css'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import type { MomentContext } from './run-context.ts'
import { versionWords } from './run-verb.ts'

interface ForkDialogProps extends MomentContext {
  readonly onClose: () => void
  readonly onOpenWorkflow: (workflowId: string) => void
}

const FIXTURE = 'as it ran'

/** A new workflow from what the run went by at the playhead, and with what it had come to by then to rehearse on. */
export function ForkDialog({ detail, store, reading, onClose, onOpenWorkflow }: ForkDialogProps) {
  const [keeps, setKeeps] = useState(true)
  const document = reading.adapted() ?? detail.document
  const title = `${document.title ?? document.name} (from a run)`
  const { seq } = reading.run()
  const earlier = seq > 0 && seq < store.run().seq
  async function act() {
    const workflow = await client.run.fork.mutate({ runId: detail.id, ...(earlier ? { at: seq } : {}), ...(keeps ? { fixture: FIXTURE } : {}) })
    onOpenWorkflow(workflow.id)
  }
  return (
    <VerbDialog title="Open as a draft?" description={`A new workflow "${title}" that begins as ${reading.adapted() ? 'the version that the run goes by at this moment' : versionWords(detail)}. The run and its workflow stay as they are.`} verb="Make the draft" act={act} onClose={onClose}>
      <p>Its steps, handlers, inputs and places are those of the run{earlier ? `, as it was after event ${seq.toLocaleString('en')}` : ''}.</p>
      <label className={field.checkbox}><input type="checkbox" checked={keeps} onChange={(event) => setKeeps(event.target.checked)} /> Keep the input and what its steps had come to as the fixture “{FIXTURE}”: rehearsed with it, what had happened is as it was, and the rest is played.</label>
    </VerbDialog>
  )
}
