import { client } from '../trpc/client.ts'
import type { MomentContext } from './run-context.ts'
import { versionWords } from './run-verb.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'

interface ForkDialogProps extends MomentContext {
  readonly onClose: () => void
  readonly onOpenWorkflow: (workflowId: string) => void
}

/** A new workflow from what the run went by at the playhead. */
export function ForkDialog({ detail, reading, onClose, onOpenWorkflow }: ForkDialogProps) {
  const document = reading.adapted() ?? detail.document
  const title = `${document.title ?? document.name} (from a run)`
  async function act() {
    const workflow = await client.workflow.create.mutate({ document: { ...document, title } })
    onOpenWorkflow(workflow.id)
  }
  return (
    <VerbDialog title="Open as a draft?" description={`A new workflow "${title}" that begins as ${reading.adapted() ? 'the version that the run goes by at this moment' : versionWords(detail)}. The run and its workflow stay as they are.`} verb="Make the draft" act={act} onClose={onClose}>
      <p>Its steps, handlers, inputs and places are those of the run.</p>
    </VerbDialog>
  )
}
