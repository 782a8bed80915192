import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { RunContext } from './run-context.ts'
import { useStepView } from './use-run.ts'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'

const anyObject = { type: 'object', description: 'What the undo is given in place of the step’s own arguments. Left empty, it gets those.' }

type How = 'retry' | 'done_outside' | 'skipped'

/** What is to become of an undo that failed: again, seen to by a person, or left. */
export function ResolveDialog({ detail, store, names, path, onClose }: RunContext & { readonly path: string; readonly onClose: () => void }) {
  const step = useStepView(store, path)
  const [how, setHow] = useState<How>('retry')
  const [reason, setReason] = useState('')
  const [args, setArgs] = useState<Json>()
  const title = names.titleOf(path)
  const act = () => client.run.resolveUndo.mutate({ runId: detail.id, resolution: how === 'retry' ? { step: path, how, ...argumentsOf(args) } : { step: path, how, reason } })
  return (
    <VerbDialog title={`What about ${title}?`} description={step?.undo?.error ? `It could not be undone: ${step.undo.error.message}` : 'It could not be undone.'} verb={VERBS[how]} act={act} onClose={onClose}>
      <RadioList
        legend="Its effect is still in the world."
        value={how}
        onChange={(value) => setHow(value === 'done_outside' || value === 'skipped' ? value : 'retry')}
        choices={[
          { value: 'retry', title: 'Undo it again', consequence: 'The undo runs once more, with other arguments if need be.' },
          { value: 'done_outside', title: 'It has been undone outside', consequence: 'A person has seen to it; nothing is left in place.' },
          { value: 'skipped', title: 'Leave it', consequence: 'It stays in the world, and the rollback counts as complete.' },
        ]}
      />
      {how === 'retry' && <SchemaForm schema={anyObject} label="Arguments" required={false} idPrefix="resolve" value={args} onChange={setArgs} />}
      {how !== 'retry' && <TextField label="Reason" multiline required value={reason} onChange={setReason} placeholder={how === 'skipped' ? 'Why it may stay' : 'What was done, and where it can be seen'} />}
    </VerbDialog>
  )
}

const VERBS = { retry: 'Undo again', done_outside: 'Mark as undone', skipped: 'Leave it in place' } as const

function argumentsOf(value: Json | undefined): { readonly arguments?: { readonly [name: string]: Json } } {
  return isObject(value) && Object.keys(value).length > 0 ? { arguments: value } : {}
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
