import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'
import type { AskedOfTask } from './task-types.ts'
import { refreshTasks } from './use-tasks.ts'

interface TaskDialogProps {
  readonly asked: AskedOfTask
  /** Who acts; empty: a guest. */
  readonly me: string
  readonly onClose: () => void
}

/** Asks before a person acts in place of a worker, with a reason that is kept in the log of the run. */
export function TaskDialog({ asked: { verb, task }, me, onClose }: TaskDialogProps) {
  const [reason, setReason] = useState('')
  const [value, setValue] = useState<Json>()
  const [again, setAgain] = useState('yes')
  const said = { id: task.taskId, reason, ...(me ? { by: me } : {}) }
  const worker = task.worker ?? 'a worker'
  const taken = task.status === 'claimed' && !task.over ? ` ${worker} has it; what it says of it from then on is refused.` : ''
  const evidence = <TextField label="Reason" required value={reason} onChange={setReason} placeholder={placeholders[verb]} hint={`Kept in the log of the run${me ? `, with your name: ${me}` : ''}.`} />
  const close = { onClose }
  const then = <T,>(done: Promise<T>) => done.finally(refreshTasks)
  switch (verb) {
    case 'take-back':
      return <VerbDialog title={`Take ${task.step} back?`} description={`It is offered to queue ${task.queue} again. ${worker} may have done it already: who gets it next is given the same idempotency key.`} verb="Take it back" tone="danger" act={() => then(client.task.takeBack.mutate(said))} {...close}>{evidence}</VerbDialog>
    case 'complete':
      return (
        <VerbDialog title={`Complete ${task.step} by hand?`} description={task.over ? `Its run has ended without it: what ${worker} did is undone now.` : `The run goes on as if a worker had done it.${taken}`} verb="Complete it" act={() => then(client.task.settle.mutate({ ...said, outcome: { kind: 'ok', value: value ?? null } }))} {...close}>
          {evidence}
          <SchemaForm schema={{}} label="Result" required={false} idPrefix="task" value={value} onChange={setValue} />
        </VerbDialog>
      )
    case 'fail':
      return (
        <VerbDialog title={`Fail ${task.step} by hand?`} description={task.over ? 'Its run has ended without it: there is nothing of it to undo.' : `The step’s retry, rules and rollback follow.${taken}`} verb="Fail it" tone="danger" act={() => then(client.task.settle.mutate({ ...said, outcome: { kind: 'fail', error: { message: reason, retryable: again === 'yes' } } }))} {...close}>
          {evidence}
          <RadioList legend="May it be tried again?" value={again} onChange={setAgain} choices={[{ value: 'yes', title: 'Yes', consequence: 'As often as the step’s retry allows.' }, { value: 'no', title: 'No', consequence: 'The step has failed.' }]} />
        </VerbDialog>
      )
  }
}

const placeholders = { 'take-back': 'The worker hangs', complete: 'Printed at the counter', fail: 'The printer is gone' } as const
