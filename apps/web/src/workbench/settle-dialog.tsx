import { useState } from 'react'
import type { Json } from '@eddy/workflow'
import { client } from '../trpc/client.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { TextField } from '../ui/text-field.tsx'
import { RadioList, VerbDialog } from '../ui/verb-dialog.tsx'
import { leftTitle } from './left-words.ts'
import { choicesFor, settlingOf, type Answers } from './settling.ts'
import { isDoubt, keyOf, workflowLabel, type WorkbenchRow } from './workbench-row.ts'
import type { Report } from './settle-report.tsx'

const argumentsForm = { type: 'object', description: 'What the undo is given in place of the step’s own arguments. Left empty, it gets those.' }
const valueForm = { description: 'What the step returned, for the steps after it. Left empty: null.' }

export interface SettleDialogProps {
  /** All undos, or all doubts: they take different answers. */
  readonly rows: readonly WorkbenchRow[]
  readonly onSettled: (report: Report) => void
  readonly onClose: () => void
}

/** What is to become of what is left, for one or many: each choice with its consequence. */
export function SettleDialog({ rows, onSettled, onClose }: SettleDialogProps) {
  const [first] = rows
  const doubt = first !== undefined && isDoubt(first)
  const choices = choicesFor(first)
  const [answers, setAnswers] = useState<Answers>({ how: choices[0]?.value ?? 'skipped', reason: '', evidence: '', args: undefined, value: undefined })
  const change = (more: Partial<Answers>) => setAnswers((before) => ({ ...before, ...more }))
  const chosen = choices.find(({ value }) => value === answers.how) ?? choices[0]
  const act = async () => {
    const { done, refused } = await client.workbench.resolve.mutate({ items: rows.map(({ runId, step }) => ({ runId, step })), settling: settlingOf(answers) })
    // what is settled goes from the list, and with it what it is called
    const titled = <T extends { readonly runId: string; readonly step: string }>(items: readonly T[]) => items.map((item) => ({ ...item, title: rows.find((row) => keyOf(row) === keyOf(item))?.title ?? null }))
    onSettled({ how: answers.how, done: titled(done), refused: titled(refused) })
  }
  return (
    <VerbDialog title={titleOf(rows, doubt)} description={describe(rows, doubt)} verb={verbFor(chosen?.verb ?? '', rows.length)} act={act} onClose={onClose}>
      <RadioList legend="Each answer is written into its run." value={answers.how} choices={choices} onChange={(value) => change({ how: choices.find((one) => one.value === value)?.value ?? answers.how })} />
      {rows.length === 1 ? <Particular how={answers.how} args={answers.args} value={answers.value} onChange={change} /> : null}
      {answers.how === 'done_outside' || answers.how === 'skipped' ? (
        <>
          <TextField label="Reason" multiline required value={answers.reason} onChange={(reason) => change({ reason })} placeholder={answers.how === 'skipped' ? 'Why it may stay' : 'What was done, and by whom'} />
          <TextField label="Evidence" value={answers.evidence} onChange={(evidence) => change({ evidence })} placeholder="A ticket, a receipt, an address (optional)" />
        </>
      ) : null}
    </VerbDialog>
  )
}

/** What only makes sense for one: arguments to undo it with, or what it returned. */
function Particular({ how, args, value, onChange }: Pick<Answers, 'how' | 'args' | 'value'> & { readonly onChange: (more: { readonly args?: Json | undefined; readonly value?: Json | undefined }) => void }) {
  if (how === 'retry') return <SchemaForm schema={argumentsForm} label="Arguments" required={false} idPrefix="settle" value={args} onChange={(next) => onChange({ args: next })} />
  if (how === 'happened') return <SchemaForm schema={valueForm} label="Result" required={false} idPrefix="settle" value={value} onChange={(next) => onChange({ value: next })} />
  return null
}

function titleOf(rows: readonly WorkbenchRow[], doubt: boolean): string {
  const [first] = rows
  if (rows.length === 1 && first !== undefined) return doubt ? `Did ${leftTitle(first)} happen?` : `What about ${leftTitle(first)}?`
  return doubt ? `Did these ${rows.length} happen?` : `What about these ${rows.length} undos?`
}

function describe(rows: readonly WorkbenchRow[], doubt: boolean): string {
  const [first] = rows
  if (rows.length === 1 && first !== undefined) return `${workflowLabel(first)}: ${first.message}`
  const runs = new Set(rows.map(({ runId }) => runId)).size
  return `The same ${doubt ? 'answer' : 'act'} for all of them, in ${runs === 1 ? 'one run' : `${runs} runs`}. What a run refuses is told, and keeps nobody from the rest.`
}

function verbFor(verb: string, count: number): string {
  return count === 1 ? verb : `${verb} (${count})`
}
