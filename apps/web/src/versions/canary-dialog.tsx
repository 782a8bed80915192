import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { VerbDialog } from './verb-dialog.tsx'

export interface CanaryDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly live: number
  readonly onClose: () => void
}

const shares = [1, 5, 10, 25, 50]

export function CanaryDialog({ workflowId, number, live, onClose }: CanaryDialogProps) {
  const [share, setShare] = useState('10')
  return (
    <VerbDialog
      title={`Try version ${number} as canary of live`}
      description={`A share of the new runs of live takes version ${number}, the others stay with version ${live}. The same caller always gets the same one. How both end is shown side by side.`}
      verb={`Send ${share} % to version ${number}`}
      call={() => client.version.move.mutate({ workflowId, environment: 'live', number: live, canary: { number, share: Number(share) / 100 }, reason: `Canary: version ${number}` })}
      onClose={onClose}
    >
      <Field label="Share of the runs">
        <Select label="Share of the runs" value={share} options={shares.map((one) => ({ value: String(one), label: `${one} %` }))} onChange={setShare} />
      </Field>
    </VerbDialog>
  )
}
