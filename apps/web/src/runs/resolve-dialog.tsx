import { useState } from 'react'
import type { StepView } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { RunContext } from './run-context.ts'
import { useStepView } from './use-run.ts'
import { RadioList, VerbDialog, type RadioChoice } from '../ui/verb-dialog.tsx'

const anyObject = { type: 'object', description: 'What the undo is given in place of the step’s own arguments. Left empty, it gets those.' }
const anyValue = { description: 'What the step returned, for its undo. Left empty: null.' }

type How = 'retry' | 'done_outside' | 'skipped' | 'happened' | 'not_happened'

interface HowChoice extends RadioChoice {
  readonly value: How
}

const OUTSIDE: readonly HowChoice[] = [
  { value: 'done_outside', title: 'It has been undone outside', consequence: 'A person has seen to it; nothing is left in place.' },
  { value: 'skipped', title: 'Leave it', consequence: 'It stays in the world, and the rollback counts as complete.' },
]
const UNDO: readonly HowChoice[] = [{ value: 'retry', title: 'Undo it again', consequence: 'The undo runs once more, with other arguments if need be.' }, ...OUTSIDE]
const DOUBT: readonly HowChoice[] = [
  { value: 'happened', title: 'It happened', consequence: 'It is undone now, with what it returned. Without an undo it stays in place, and the run says so.' },
  { value: 'not_happened', title: 'It did not happen', consequence: 'There is nothing to undo, and nothing is left of it.' },
  ...OUTSIDE,
]

/** What is to become of what a rollback has left: an undo that failed, or an attempt of which nobody knows whether it happened. */
export function ResolveDialog({ detail, store, names, path, onClose }: RunContext & { readonly path: string; readonly onClose: () => void }) {
  const step = useStepView(store, path)
  const title = names.titleOf(path)
  const { choices, ...words } = asked(step, title)
  const [how, setHow] = useState<How>(choices[0]?.value ?? 'skipped')
  const [reason, setReason] = useState('')
  const [args, setArgs] = useState<Json>()
  const [value, setValue] = useState<Json>()
  const act = () => client.run.resolveUndo.mutate({ runId: detail.id, resolution: resolutionOf({ step: path, how, reason, args, value }) })
  const because = how === 'done_outside' || how === 'skipped'
  return (
    <VerbDialog title={words.title} description={words.description} verb={VERBS[how]} act={act} onClose={onClose}>
      <RadioList legend={words.legend} value={how} onChange={(next) => setHow(choices.find((choice) => choice.value === next)?.value ?? how)} choices={choices} />
      {how === 'retry' && <SchemaForm schema={anyObject} label="Arguments" required={false} idPrefix="resolve" value={args} onChange={setArgs} />}
      {how === 'happened' && <SchemaForm schema={anyValue} label="Result" required={false} idPrefix="resolve" value={value} onChange={setValue} />}
      {because && <TextField label="Reason" multiline required value={reason} onChange={setReason} placeholder={how === 'skipped' ? 'Why it may stay' : 'What was done, and where it can be seen'} />}
    </VerbDialog>
  )
}

const VERBS = { retry: 'Undo again', done_outside: 'Mark as undone', skipped: 'Leave it in place', happened: 'It happened', not_happened: 'It did not happen' } as const

/** What a person is asked of it, and may answer. */
function asked(step: StepView | undefined, title: string): { readonly choices: readonly HowChoice[]; readonly title: string; readonly description: string; readonly legend: string } {
  const because = (error: StepView['error']) => (error === undefined ? '.' : `: ${error.message}`)
  if (step?.status === 'in_doubt') return { choices: DOUBT, title: `Did ${title} happen?`, description: `Whether it happened is not known${because(step.error)}`, legend: 'Its effect may be in the world.' }
  return { choices: UNDO, title: `What about ${title}?`, description: `It could not be undone${because(step?.undo?.error)}`, legend: 'Its effect is still in the world.' }
}

interface Answers {
  readonly step: string
  readonly how: How
  readonly reason: string
  readonly args: Json | undefined
  readonly value: Json | undefined
}

type Resolution = Parameters<typeof client.run.resolveUndo.mutate>[0]['resolution']

function resolutionOf({ step, how, reason, args, value }: Answers): Resolution {
  switch (how) {
    case 'retry':
      return isObject(args) && Object.keys(args).length > 0 ? { step, how, arguments: args } : { step, how }
    case 'happened':
      return { step, how, value: value ?? null }
    case 'not_happened':
      return { step, how }
    default:
      return { step, how, reason }
  }
}

function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
