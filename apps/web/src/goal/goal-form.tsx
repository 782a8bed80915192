import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useStore } from 'zustand'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { GoalDraftStore } from './goal-draft.ts'
import styles from './goal.module.css'

const EXAMPLES = [
  'Book a flight, a hotel and a car, then charge the card and send a confirmation. Undo everything on failure.',
  'For each order, reserve the stock and charge the card. Finally, write a summary to reports/orders.json.',
  'Back up data.csv to backup/data.csv, read data.csv, check the rows, ask the owner for approval, write data.json.',
]

/** The goal in words, and who takes it apart. */
export function GoalForm({ draft }: { readonly draft: GoalDraftStore }) {
  const words = useStore(draft, (state) => state.words)
  const info = useQuery({ ...trpc.system.info.queryOptions(), staleTime: Infinity })
  const [planner, setPlanner] = useState<'rules' | 'model'>('rules')
  const plan = useMutation({ mutationFn: (goal: string) => client.workflow.planGoal.query({ goal, planner }), onSuccess: draft.propose })
  const model = info.data?.model ?? null
  const ready = words.trim() !== '' && !plan.isPending
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) plan.mutate(words.trim())
      }}
    >
      <TextField multiline label="What is the workflow to do?" value={words} onChange={draft.say} placeholder={EXAMPLES[0] ?? ''} hint="One thing after the other. “then”, “for each”, “if”, “meanwhile”, “retry 3 times” and “within 2 minutes” are understood." />
      {model === null ? null : (
        <Field label="Taken apart by">
          <Select label="Taken apart by" value={planner} options={[{ value: 'rules', label: 'Built-in rules', hint: 'always the same' }, { value: 'model', label: model, hint: 'the words leave this server' }]} onChange={(value) => setPlanner(value === 'model' ? 'model' : 'rules')} />
        </Field>
      )}
      <div className={styles.row}>
        <Button tone="primary" type="submit" disabled={!ready}>
          {plan.isPending ? 'Taking it apart …' : 'Propose steps'}
        </Button>
        <span className={styles.quiet}>Nothing changes before you accept it.</span>
      </div>
      {plan.error ? <p className={styles.fault} role="alert">{plan.error.message}</p> : null}
      <section aria-label="Examples" className={styles.examples}>
        <h3 className={styles.small}>Such as</h3>
        {EXAMPLES.map((example) => (
          <button key={example} type="button" className={styles.example} onClick={() => draft.say(example)}>
            {example}
          </button>
        ))}
      </section>
    </form>
  )
}
