import { useState } from 'react'
import type { InDoubtResolution, StepView } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import type { RunContext } from './run-context.ts'
import { useRunSteps } from './use-run.ts'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'

const doubtfulForm = { schema: {}, label: 'Result' }
const haltedForm = (title: string) => ({ schema: { description: `Becomes the result of ${title}. Left empty, the step keeps the value it halted with.` }, label: 'Payload' })

/** Continues a halted run: with a value for the step that halted, or with a person's word on an attempt in doubt. */
export function ResumeDialog({ detail, store, names, onClose }: RunContext & { readonly onClose: () => void }) {
  const steps = useRunSteps(store)
  const doubtful = steps.find((step) => step.status === 'in_doubt')
  const halted = steps.filter((step) => step.status === 'halted')
  // a payload is for the one that halted first (H11)
  const first = halted.toSorted((a, b) => (a.attempts.at(-1)?.endedAt ?? 0) - (b.attempts.at(-1)?.endedAt ?? 0))[0]
  const [did, setDid] = useState('not_happened')
  const [value, setValue] = useState<Json>()
  const waiting = doubtful ?? first
  const others = steps.filter((step) => step.status === 'in_doubt').length + halted.length - 1
  const title = names.titleOf(waiting?.path ?? '')
  const asksForValue = waiting !== undefined && (doubtful === undefined || did === 'happened')
  const given = value === undefined ? {} : { payload: value }
  const act = () => client.run.resume.mutate({ runId: detail.id, ...(doubtful ? { resolution: resolutionOf(doubtful.path, did, value) } : given) })
  return (
    <VerbDialog
      title={waiting ? 'Resume this run?' : 'Go on?'}
      description={waiting ? `Steps that have finished are not run again; what waits behind the halt goes on.${othersWords(others, doubtful !== undefined)}` : 'The steps that are ready run next.'}
      verb="Resume"
      act={act}
      onClose={onClose}
    >
      {doubtful && (
        <RadioList
          legend={doubtWords(title, doubtful)}
          value={did}
          onChange={setDid}
          choices={[
            { value: 'not_happened', title: 'It did not', consequence: 'The step is tried again.' },
            { value: 'happened', title: 'It did', consequence: 'The step succeeds with the result given below, and can be undone.' },
            { value: 'ask_again', title: 'Ask the other side again', consequence: 'The step’s check decides, if it has one.' },
          ]}
        />
      )}
      {asksForValue && <SchemaForm {...(doubtful ? doubtfulForm : haltedForm(title))} required={false} idPrefix="resume" value={value} onChange={setValue} />}
    </VerbDialog>
  )
}

/** An answer to one question answers no other (H11). */
function othersWords(others: number, isDoubtful: boolean): string {
  if (others === 0) return ''
  const more = others === 1 ? 'One other step has halted too' : `${others} other steps have halted too`
  const wait = others === 1 ? 'waits for a word of its own' : 'wait for words of their own'
  return isDoubtful ? ` ${more}, and ${wait}.` : ` ${more}, and ${wait} where a payload is given here; without one, each goes on with the value that it halted with.`
}

function doubtWords(title: string, { error }: StepView): string {
  return error ? `${title} had no answer. Did it take effect?` : `${title} was under way when it was interrupted. Did it take effect?`
}

function resolutionOf(step: string, did: string, value: Json | undefined): InDoubtResolution {
  if (did === 'happened') return { step, did, value: value ?? null }
  return { step, did: did === 'ask_again' ? 'ask_again' : 'not_happened' }
}
