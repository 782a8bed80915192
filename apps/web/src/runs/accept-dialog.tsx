import { client } from '../trpc/client.ts'
import { OverrideFields } from '../ui/override-fields.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import type { MomentContext } from './run-context.ts'

interface AcceptDialogProps extends MomentContext {
  readonly onClose: () => void
  readonly onOpenWorkflow: (workflowId: string) => void
}

/** What a run has proved becomes part of the draft, and the next version says by which run. */
export function AcceptDialog({ detail, onClose, onOpenWorkflow }: AcceptDialogProps) {
  const override = detail.trial?.override
  if (!override) return null
  async function act() {
    const { workflowId } = await client.run.acceptOverride.mutate({ runId: detail.id, idempotencyKey: `accept/${detail.id}` })
    onOpenWorkflow(workflowId)
  }
  return (
    <VerbDialog title={`Accept "${override.name}"?`} description="The draft gets these settings. The next version that is published names this run as the one that proved them." verb="Accept into the draft" act={act} onClose={onClose}>
      <OverrideFields fields={override.fields} />
    </VerbDialog>
  )
}
