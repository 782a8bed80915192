import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { isSchema } from '../ui/schema-form/json-value.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import type { AwaitedSignal } from './awaited-signals.ts'
import type { RunContext } from './run-context.ts'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'

interface SignalDialogProps extends RunContext {
  readonly signals: readonly AwaitedSignal[]
  readonly onClose: () => void
}

/** Sends what a waiting step waits for. */
export function SignalDialog({ detail, names, signals, onClose }: SignalDialogProps) {
  const [path, setPath] = useState(signals[0]?.path ?? '')
  const [payload, setPayload] = useState<Json>()
  // the dialog keeps the signal it was opened for, should someone else deliver it meanwhile
  const [known] = useState(signals)
  const signal = known.find((one) => one.path === path)
  if (!signal) return null
  const given = names.stepOf(signal.path)?.config?.schema
  async function act() {
    if (!signal) return
    const { delivered } = await client.run.signal.mutate({ runId: detail.id, name: signal.name, payload: payload ?? null, ...(signal.correlation === undefined ? {} : { correlation: signal.correlation }) })
    if (!delivered) throw new Error('The run is over, so nobody takes the signal any more.')
  }
  return (
    <VerbDialog
      title={`Send “${signal.name}”?`}
      description={`${names.titleOf(signal.path)} waits for this signal${signal.correlation === undefined ? '' : ` for ${signal.correlation}`}; the payload becomes its result.`}
      verb="Send signal"
      act={act}
      onClose={onClose}
    >
      {known.length > 1 && (
        <RadioList legend="Which step?" value={path} onChange={setPath} choices={known.map((one) => ({ value: one.path, title: names.titleOf(one.path), consequence: `Waits for “${one.name}”${one.correlation === undefined ? '' : ` for ${one.correlation}`}` }))} />
      )}
      <SchemaForm key={signal.path} schema={isSchema(given) ? given : {}} label="Payload" required={false} idPrefix="signal" value={payload} onChange={setPayload} />
    </VerbDialog>
  )
}
