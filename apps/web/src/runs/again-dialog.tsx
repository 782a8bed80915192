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
import type { RunDetail } from './run-types.ts'
import { RadioList, VerbDialog, type RadioChoice } from '../ui/verb-dialog.tsx'

interface AgainDialogProps extends RunContext {
  /** Where it begins unless a person says otherwise. */
  readonly begins: 'start' | 'failure' | { readonly step: string }
  readonly onClose: () => void
  readonly onStarted: (runId: string) => void
}

/** A new run from this one: from where, on which version, with which input; and what follows from that, in words. */
export function AgainDialog({ detail, store, names, begins, onClose, onStarted }: AgainDialogProps) {
  const again = useAgain(detail, begins)
  const { from, version, edited, plan } = again
  const workflow = useQuery({ ...trpc.workflow.get.queryOptions({ id: detail.workflowId ?? '' }), enabled: detail.workflowId !== null, staleTime: 0 })
  const current: Current | undefined = workflow.data
  const document = (version === 'current' ? current?.document : store.adapted()) ?? detail.document
  async function act() {
    const { runId } = await client.run.again.mutate(again.request)
    onStarted(runId)
  }
  return (
    <VerbDialog title={titles[from]} description="A new run; this one stays as it is. Both are linked." verb={`Run on ${version === 'recorded' ? versionWords(detail) : 'the workflow as drawn now'} with ${edited ? 'the edited' : 'the same'} input`} disabled={plan.isError} act={act} onClose={onClose}>
      <RadioList legend="From where?" value={from} onChange={again.setFrom} choices={placesOf(begins, names.titleOf)} />
      <RadioList legend="On which version?" value={version} onChange={again.setVersion} choices={versionsOf(detail, current)} />
      <InputFields document={document} value={again.input} onChange={again.editInput} />
      <AgainConsequence plan={plan.data} error={plan.error} titleOf={names.titleOf} whole={from === 'start'} />
    </VerbDialog>
  )
}

interface Current {
  readonly document: WorkflowDocument
  readonly revision: number
}

type From = 'start' | 'failure' | 'step'

/** What is asked for, and what would come of it. */
function useAgain(detail: RunDetail, begins: AgainDialogProps['begins']) {
  const [from, setFrom] = useState<From>(typeof begins === 'string' ? begins : 'step')
  const [version, setVersion] = useState<'recorded' | 'current'>('recorded')
  const recordedInput = inputFrom(detail.input)
  const [input, setInput] = useState<JsonObject>(recordedInput)
  const edited = JSON.stringify(input) !== JSON.stringify(recordedInput)
  const request = { runId: detail.id, version, from: from === 'step' ? begins : from, ...(edited ? { input } : {}) } as const
  const plan = useQuery({ ...trpc.run.againPlan.queryOptions(request), placeholderData: keepPreviousData, retry: false, staleTime: 0 })
  return {
    from, version, input, edited, request, plan,
    setFrom: (next: string) => setFrom(next === 'step' || next === 'failure' ? next : 'start'),
    setVersion: (next: string) => setVersion(next === 'current' ? 'current' : 'recorded'),
    editInput: (name: string, value: Json | undefined) => setInput((before) => (value === undefined ? without(before, name) : { ...before, [name]: value })),
  }
}

function placesOf(begins: AgainDialogProps['begins'], titleOf: (path: string) => string): readonly RadioChoice[] {
  const step = typeof begins === 'object' ? [{ value: 'step', title: `From ${titleOf(begins.step)}`, consequence: 'It and what depends on it run again; other results that hold are kept.' }] : []
  return [
    ...step,
    { value: 'failure', title: 'From where it stopped', consequence: 'Every result that still holds is kept; what was undone, failed or never ran runs.' },
    { value: 'start', title: 'From the start', consequence: 'Everything runs again.' },
  ]
}

function versionsOf(detail: RunDetail, current: Current | undefined): readonly RadioChoice[] {
  const now = current === undefined ? 'Steps that were changed since run again.' : `Its draft, revision ${current.revision}; steps that were changed since run again.`
  return [
    { value: 'recorded', title: capital(versionWords(detail)), consequence: 'The document that this run went by.' },
    ...(detail.workflowId === null ? [] : [{ value: 'current', title: 'The workflow as drawn now', consequence: now }]),
  ]
}

const titles: { readonly [F in From]: string } = { start: 'Run again?', failure: 'Retry from where it stopped?', step: 'Restart from this step?' }

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
