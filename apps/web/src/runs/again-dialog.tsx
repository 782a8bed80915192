import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Json, WorkflowDocument } from '@eddy/workflow'
import { client, trpc } from '../trpc/client.ts'
import { without } from '../ui/schema-form/json-value.ts'
import type { JsonObject } from '../ui/schema-form/json-value.ts'
import { AgainConsequence } from './again-consequence.tsx'
import { InputFields } from './input-fields.tsx'
import type { RunContext } from './run-context.ts'
import { inputFrom } from './run-input.ts'
import { versionWords } from './run-verb.ts'
import { RadioList, VerbDialog } from './verb-dialog.tsx'

interface AgainDialogProps extends RunContext {
  /** Where it begins unless a person says otherwise. */
  readonly begins: 'start' | 'failure' | { readonly step: string }
  readonly onClose: () => void
  readonly onStarted: (runId: string) => void
}

/** A new run from this one: from where, on which version, with which input; and what follows from that, in words. */
export function AgainDialog({ detail, store, names, begins, onClose, onStarted }: AgainDialogProps) {
  const [from, setFrom] = useState(typeof begins === 'string' ? begins : 'step')
  const [version, setVersion] = useState<'recorded' | 'current'>('recorded')
  const recordedInput = inputFrom(detail.input)
  const [input, setInput] = useState<JsonObject>(recordedInput)
  const edited = JSON.stringify(input) !== JSON.stringify(recordedInput)
  const start = typeof begins === 'object' && from === 'step' ? begins : from === 'failure' ? 'failure' : 'start'
  const request = { runId: detail.id, version, from: start, ...(edited ? { input } : {}) } as const
  const plan = useQuery({ ...trpc.run.againPlan.queryOptions(request), placeholderData: keepPreviousData, retry: false, staleTime: 0 })
  const workflow = useQuery({ ...trpc.workflow.get.queryOptions({ id: detail.workflowId ?? '' }), enabled: detail.workflowId !== null, staleTime: 0 })
  const current: WorkflowDocument | undefined = workflow.data?.document
  const document = version === 'current' ? (current ?? detail.document) : (store.adapted() ?? detail.document)
  const on = version === 'recorded' ? versionWords(detail) : 'the workflow as drawn now'
  async function act() {
    const { runId } = await client.run.again.mutate(request)
    onStarted(runId)
  }
  return (
    <VerbDialog title={titles[from] ?? 'Run again?'} description="A new run; this one stays as it is. Both are linked." verb={`Run on ${on} with ${edited ? 'the edited' : 'the same'} input`} act={act} onClose={onClose}>
      <RadioList legend="From where?" value={from} onChange={setFrom} choices={[
        ...(typeof begins === 'object' ? [{ value: 'step', title: `From ${names.titleOf(begins.step)}`, consequence: 'It and what depends on it run again; other results that hold are kept.' }] : []),
        { value: 'failure', title: 'From where it stopped', consequence: 'Every result that still holds is kept; what was undone, failed or never ran runs.' },
        { value: 'start', title: 'From the start', consequence: 'Everything runs again.' },
      ]} />
      <RadioList legend="On which version?" value={version} onChange={(next) => setVersion(next === 'current' ? 'current' : 'recorded')} choices={[
        { value: 'recorded', title: capital(versionWords(detail)), consequence: 'The document that this run went by.' },
        ...(detail.workflowId === null ? [] : [{ value: 'current', title: 'The workflow as drawn now', consequence: current === undefined ? 'Steps that were changed since run again.' : `Its draft, revision ${workflow.data?.revision ?? ''}; steps that were changed since run again.` }]),
      ]} />
      <InputFields document={document} value={input} onChange={(name, value) => setInput((before) => (value === undefined ? without(before, name) : { ...before, [name]: value }))} />
      <AgainConsequence plan={plan.data} error={plan.error} titleOf={names.titleOf} whole={start === 'start'} />
    </VerbDialog>
  )
}

const titles: { readonly [from: string]: string } = { start: 'Run again?', failure: 'Retry from where it stopped?', step: 'Restart from this step?' }

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export type EditedInput = (name: string, value: Json | undefined) => void
