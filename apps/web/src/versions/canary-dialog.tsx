import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { callersOf, canaryWords } from './canary-words.ts'
import { VerbDialog } from './verb-dialog.tsx'

export interface CanaryDialogProps {
  readonly workflowId: string
  readonly number: number
  readonly live: number
  /** Who tries it already, when it is the canary. */
  readonly now?: { readonly share: number; readonly callers: readonly string[] } | undefined
  readonly onClose: () => void
}

const shares = [0, 1, 5, 10, 25, 50]

/** Sends a share of the runs, and all runs of some callers, to another version. */
export function CanaryDialog({ workflowId, number, live, now, onClose }: CanaryDialogProps) {
  const [percent, setPercent] = useState(String(now ? Math.round(now.share * 100) : 10))
  const [text, setText] = useState(now?.callers.join(', ') ?? '')
  const canary = { share: Number(percent) / 100, callers: [...callersOf(text)] }
  const nobody = canary.share === 0 && canary.callers.length === 0
  const choices = shares.includes(Number(percent)) ? shares : [...shares, Number(percent)].toSorted((a, b) => a - b)
  return (
    <VerbDialog
      title={`Try version ${number} as canary of live`}
      description={`Some new runs of live take version ${number}, the others stay with version ${live}. The same caller always gets the same one. How both end is shown side by side.`}
      verb={nobody ? 'Send somebody to it' : `Send ${canary.share > 0 && canary.callers.length > 0 ? 'them' : canaryWords(canary)} to version ${number}`}
      disabled={nobody}
      call={() => client.version.move.mutate({ workflowId, environment: 'live', number: live, canary: { number, ...canary }, reason: `Canary: version ${number}` })}
      onClose={onClose}
    >
      <Field label="Share of the runs" hint="Each caller falls on one side of it; a run without a caller is drawn by itself.">
        <Select label="Share of the runs" value={percent} options={choices.map((one) => ({ value: String(one), label: one === 0 ? 'None: only the callers below' : `${one} %` }))} onChange={setPercent} />
      </Field>
      <TextField label="Callers that all take it" value={text} onChange={setText} placeholder="acme, zenith" hint="Names with commas between them: what a run is started with as its caller, or the header eddy-caller." />
    </VerbDialog>
  )
}
