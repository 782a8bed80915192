import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { TextField } from '../ui/text-field.tsx'
import { VerbDialog } from './verb-dialog.tsx'
import type { EnvironmentName } from './version-types.ts'

export interface MoveDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly environment: EnvironmentName
  /** The version that it points at. */
  readonly now: number | undefined
  readonly onClose: () => void
}

export function MoveDialog({ workflowId, number, environment, now, onClose }: MoveDialogProps) {
  const [reason, setReason] = useState('')
  const back = now !== undefined && now > number
  const verb = back ? `Roll back to version ${number}` : `Point ${environment} at version ${number}`
  return (
    <VerbDialog
      title={back ? `Roll ${environment} back to version ${number}` : `Point ${environment} at version ${number}`}
      description={`${now === undefined ? `${environment} points nowhere yet.` : `${environment} points at version ${now} now.`} New runs of ${environment} take version ${number}; runs under way keep theirs. No version comes of it.`}
      verb={verb}
      call={() => client.version.move.mutate({ workflowId, environment, number, ...(reason === '' ? {} : { reason }) })}
      onClose={onClose}
    >
      <TextField label="Reason, for the history" value={reason} onChange={setReason} />
    </VerbDialog>
  )
}
