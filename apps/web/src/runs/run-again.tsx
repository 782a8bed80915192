import { useQuery } from '@tanstack/react-query'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { RunDialog, type RunDialogProps } from './run-dialog.tsx'

interface RunAgainProps {
  readonly workflowId: string
  readonly input: Json
  /** The fixture of the earlier run. */
  readonly fixture: string | null
  /** Its override too. */
  readonly override?: RunDialogProps['override']
  readonly onClose: () => void
  readonly onStarted: (runId: string) => void
}

/** A new run of the workflow as it is now, with the earlier run's input to start from. */
export function RunAgain({ workflowId, input, fixture, override, onClose, onStarted }: RunAgainProps) {
  const query = useQuery({ ...trpc.workflow.get.queryOptions({ id: workflowId }), staleTime: 0 })
  const workflow: { readonly id: string; readonly name: string; readonly document: WorkflowDocument } | undefined = query.data
  if (workflow && !query.isFetching) return <RunDialog workflow={workflow} open onOpenChange={(open) => !open && onClose()} onStarted={onStarted} input={input} fixture={fixture} override={override} />
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Run again" description={query.isError ? `The workflow could not be loaded: ${query.error.message}` : 'Loading the workflow …'} actions={<Button onClick={onClose}>Close</Button>} />
  )
}
