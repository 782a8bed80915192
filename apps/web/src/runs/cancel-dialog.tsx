import { useState } from 'react'
import { client } from '../trpc/client.ts'
import type { RunContext } from './run-context.ts'
import { useRunSteps } from './use-run.ts'
import { RadioList, VerbDialog } from './verb-dialog.tsx'

export function CancelDialog({ detail, store, names, onClose }: RunContext & { readonly onClose: () => void }) {
  const [then, setThen] = useState('undo')
  const done = useRunSteps(store).filter((step) => step.status === 'succeeded' && !step.elements)
  const list = done.slice(-4).map((step) => names.titleOf(step.path)).reverse().join(', ')
  return (
    <VerbDialog
      title="Cancel this run?"
      description="Nothing new starts, and steps in flight are told to stop."
      verb={then === 'undo' ? 'Cancel and undo' : 'Cancel and leave'}
      tone="danger"
      act={() => client.run.cancel.mutate({ runId: detail.id, rollback: then === 'undo' })}
      onClose={onClose}
    >
      <RadioList
        legend="What becomes of what has been done?"
        value={then}
        onChange={setThen}
        choices={[
          { value: 'undo', title: 'Undo it', consequence: done.length === 0 ? 'No step has succeeded yet, so there is nothing to undo.' : `Steps that have an undo are undone, latest first: ${list}${done.length > 4 ? ` and ${done.length - 4} more` : ''}.` },
          { value: 'leave', title: 'Leave it as it is', consequence: `The effects of ${done.length === 1 ? 'one finished step' : `${done.length} finished steps`} stay, and Eddy will not undo them later.` },
        ]}
      />
    </VerbDialog>
  )
}
