import { useState, useSyncExternalStore } from 'react'
import { client } from '../trpc/client.ts'
import { TextField } from '../ui/text-field.tsx'
import { Paths } from './cancel-dialog.tsx'
import type { RunContext } from './run-context.ts'
import { VerbDialog } from '../ui/verb-dialog.tsx'

/** Stops a run where it stands. Recorded as a cancel without a rollback. */
export function KillDialog({ detail, store, names, onClose }: RunContext & { readonly onClose: () => void }) {
  const preview = useSyncExternalStore(store.subscribe, store.ifCancelled)
  const stays = [...(preview?.undone.map(({ path }) => path) ?? []), ...(preview?.kept ?? [])]
  return (
    <VerbDialog
      title="Kill this run?"
      description="Nothing new starts, steps in flight are told to stop, and nothing is undone: not now, and not later."
      verb="Kill and leave everything"
      tone="danger"
      act={() => client.run.cancel.mutate({ runId: detail.id, rollback: false })}
      onClose={onClose}
    >
      <p>{stays.length === 0 ? 'Nothing has been done yet that would stay.' : stays.length === 1 ? 'The effect of one step stays.' : `The effects of ${stays.length} steps stay.`}</p>
      <Paths title="Stay as they are" paths={stays} titleOf={names.titleOf} />
    </VerbDialog>
  )
}

/** Lets a run come to rest, to be resumed. */
export function HaltDialog({ detail, onClose }: RunContext & { readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <VerbDialog title="Halt this run?" description="Steps in flight end first; nothing new starts and nothing is undone. Timers go on. The run can be resumed, cancelled, or given a new version." verb="Halt"
      act={() => client.run.halt.mutate({ runId: detail.id, ...(reason.trim() === '' ? {} : { reason }) })} onClose={onClose}>
      <TextField label="Reason" value={reason} onChange={setReason} placeholder="For whoever finds it halted" />
    </VerbDialog>
  )
}
