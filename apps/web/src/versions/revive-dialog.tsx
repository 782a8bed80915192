import { client } from '../trpc/client.ts'
import { VerbDialog } from './verb-dialog.tsx'

export interface ReviveDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly onClose: () => void
}

export function ReviveDialog({ workflowId, number, onClose }: ReviveDialogProps) {
  return <VerbDialog title={`Bring version ${number} back`} description="Runs may take it again, and environments may point at it." verb="Bring it back" call={() => client.version.revive.mutate({ workflowId, number })} onClose={onClose} />
}
