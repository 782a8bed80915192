import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Json } from '@eddy/workflow'
import { client, queryClient, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { isJsonObject } from '../ui/schema-form/json-value.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { type AnswerFault, answerFaults } from './answer-faults.ts'
import type { Question } from './question.ts'
import styles from './inbox.module.css'

export interface AnswerFormProps {
  readonly question: Question
  readonly name: string
  readonly onName: (name: string) => void
  readonly onAnswered: () => void
}

/** What is to be filled in, and a button for each answer. */
export function AnswerForm({ question, name, onName, onAnswered }: AnswerFormProps) {
  const { id, options, fields } = question
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<Json>()
  const [faults, setFaults] = useState<readonly AnswerFault[]>([])
  const [note, setNote] = useState('')
  const answer = useMutation({
    mutationFn: (choice: string) => client.inbox.answer.mutate({ id, choice, note, values: isJsonObject(values) ? { ...values } : {}, by: name }),
    onSuccess: onAnswered,
    // somebody else may have been first: either way the list has changed
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.inbox.list.queryKey() }),
  })
  function choose({ value, approves }: Question['options'][number]) {
    // who says no owes nobody the fields
    const found = approves && fields !== null ? answerFaults(fields, values ?? {}) : []
    flushSync(() => setFaults(found))
    if (found.length > 0) return form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    answer.mutate(value)
  }
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => event.preventDefault()} aria-label={`Answer ${question.title}`}>
      {fields === null ? null : <SchemaForm schema={fields} value={values} errors={faults} onChange={setValues} idPrefix={id} />}
      <TextField label="Note" value={note} onChange={setNote} multiline hint="Stands with the answer in the run." />
      <TextField label="Your name" value={name} onChange={onName} lazy hint="Remembered in this browser." />
      {answer.isError ? (
        <p className={styles.error} role="alert">
          {answer.error.message}
        </p>
      ) : null}
      <div className={styles.buttons}>
        {options.map((option) => (
          <Button key={option.value} tone={option.approves ? (option === options[0] ? 'primary' : 'plain') : 'danger'} disabled={answer.isPending || answer.isSuccess} onClick={() => choose(option)}>
            {option.title}
          </Button>
        ))}
      </div>
    </form>
  )
}
