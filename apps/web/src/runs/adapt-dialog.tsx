import { client } from '../trpc/client.ts'
import type { RunContext } from './run-context.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'

/** Lets a halted run go on with the workflow as it is drawn now; where that does not fit what has run, the dialog says why. */
export function AdaptDialog({ detail, workflowId, onClose }: RunContext & { readonly workflowId: string; readonly onClose: () => void }) {
  async function act() {
    const { document } = await client.workflow.get.query({ id: workflowId })
    await client.run.adapt.mutate({ runId: detail.id, document })
  }
  return (
    <VerbDialog
      title="Go on with the workflow as it is now?"
      description="What has run stays as it was. Steps that have not begun are taken from the workflow as it is drawn now; some may come, go or change."
      verb="Use the new version"
      act={act}
      onClose={onClose}
    >
      <p>The run stays halted until it is resumed.</p>
    </VerbDialog>
  )
}
