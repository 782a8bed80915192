import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { TextField } from '../ui/text-field.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import type { ClaimRow } from './claim-types.ts'
import { refreshClaims } from './use-claims.ts'

export interface ReleaseDialogProps {
  readonly claim: ClaimRow
  /** Who releases it; empty: a guest. */
  readonly me: string
  readonly onClose: () => void
}

/** Takes a claim away from its holder, with a reason that is kept. */
export function ReleaseDialog({ claim: { id, key, holder }, me, onClose }: ReleaseDialogProps) {
  const [reason, setReason] = useState('')
  const act = () => client.claim.release.mutate({ id, reason, ...(me ? { by: me } : {}) }).finally(refreshClaims)
  return (
    <VerbDialog title={`Release ${key}?`} description={`${holder} holds it. Whoever asks for it next gets it. The run that holds it does not hear of this and goes on, so two may work on the same thing.`} verb="Release it" tone="danger" act={act} onClose={onClose}>
      <TextField label="Reason" required value={reason} onChange={setReason} placeholder="The worker has died" hint={`Kept with the claim${me ? `, with your name: ${me}` : ''}.`} />
    </VerbDialog>
  )
}
