import { client } from '../trpc/client.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import { FireDialog } from './fire-dialog.tsx'
import { TriggerDialog } from './trigger-dialog.tsx'
import type { TriggerRow } from './trigger-types.ts'
import { refreshTriggers } from './use-triggers.ts'

export interface TriggerVerb {
  readonly what: 'edit' | 'fire' | 'remove'
  readonly trigger: TriggerRow
}

export function TriggerDialogs({ verb: { what, trigger }, onClose }: { readonly verb: TriggerVerb; readonly onClose: () => void }) {
  if (what === 'edit') return <TriggerDialog trigger={trigger} onClose={onClose} />
  if (what === 'fire') return <FireDialog trigger={trigger} onClose={onClose} />
  return (
    <VerbDialog
      title={`Delete ${trigger.name}?`}
      description="It does not fire any more, and what it has fired is forgotten. The runs that it has started stay."
      verb="Delete"
      tone="danger"
      onClose={onClose}
      act={async () => {
        await client.trigger.remove.mutate({ id: trigger.id })
        await refreshTriggers()
      }}
    />
  )
}
