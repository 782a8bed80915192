import { useState } from 'react'
import { TextField } from '../ui/text-field.tsx'
import { VerbDialog } from '../ui/verb-dialog.tsx'
import type { FailureRow } from './failure-types.ts'
import type { Failures } from './use-failures.ts'

export interface AskedTriage {
  readonly kind: 'assign' | 'resolve' | 'reopen'
  readonly rows: readonly FailureRow[]
}

interface TriageDialogsProps {
  readonly asked: AskedTriage
  readonly me: string
  readonly triage: Failures['triage']
  readonly onDone: () => void
  readonly onClose: () => void
}

type DialogProps = Pick<TriageDialogsProps, 'me' | 'onClose'> & { readonly rows: readonly FailureRow[]; readonly act: (triage: Parameters<Failures['triage']>[1]) => Promise<unknown> }

/** What is asked before failures get an owner or a state. */
export function TriageDialogs({ asked: { kind, rows }, me, triage, onDone, onClose }: TriageDialogsProps) {
  const act: DialogProps['act'] = async (change) => {
    await triage(rows.map(({ fingerprint }) => fingerprint), change)
    onDone()
  }
  const Dialog = { assign: AssignDialog, resolve: ResolveDialog, reopen: ReopenDialog }[kind]
  return <Dialog rows={rows} me={me} act={act} onClose={onClose} />
}

function AssignDialog({ rows, me, act, onClose }: DialogProps) {
  const [first] = rows
  const [owner, setOwner] = useState(rows.length === 1 ? (first?.owner ?? me) : me)
  const name = owner.trim()
  return (
    <VerbDialog title={`Who sees to ${which(rows)}?`} description="The name stands beside it, for everybody." verb={name === '' ? 'Make it nobody’s' : 'Assign'} act={() => act({ owner: name === '' ? null : name })} onClose={onClose}>
      <TextField label="Owner" value={owner} onChange={setOwner} placeholder="Nobody" hint="Leave it empty to make it nobody’s." />
    </VerbDialog>
  )
}

function ResolveDialog({ rows, act, onClose }: DialogProps) {
  const [reason, setReason] = useState('')
  const runs = rows.reduce((sum, row) => sum + row.runs, 0)
  const left = rows.reduce((sum, row) => sum + row.leftInPlace, 0)
  return (
    <VerbDialog title={`Resolve ${which(rows)}?`} description={`${rows.length === 1 ? 'It needs' : 'They need'} no more from anybody. Nothing is done to ${runs === 1 ? 'the run' : `the ${runs.toLocaleString('en')} runs`}. A run that fails for the same reason from now on opens ${rows.length === 1 ? 'it' : 'its failure'} again.`} verb="Resolve" act={() => act({ resolved: { reason: reason.trim() } })} onClose={onClose}>
      {left > 0 && <p role="note"><strong>{left === 1 ? 'One effect is' : `${left} effects are`} still left in place by these runs.</strong> Resolving this does not take {left === 1 ? 'it' : 'them'} back.</p>}
      <TextField label="Because" value={reason} onChange={setReason} placeholder="Fixed in version 3; orders were repeated" multiline required />
    </VerbDialog>
  )
}

function ReopenDialog({ rows, act, onClose }: DialogProps) {
  return <VerbDialog title={`Reopen ${which(rows)}?`} description={rows.length === 1 ? 'It is among the open failures again. The reason for which it was resolved is forgotten.' : 'They are among the open failures again. The reasons for which they were resolved are forgotten.'} verb="Reopen" act={() => act({ resolved: null })} onClose={onClose} />
}

function which(rows: readonly FailureRow[]): string {
  return rows.length === 1 ? 'this failure' : `these ${rows.length} failures`
}
