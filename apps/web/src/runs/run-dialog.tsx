import { useQuery } from '@tanstack/react-query'
import { Play, SlidersHorizontal } from 'lucide-react'
import type { FormEvent, KeyboardEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Input, Json, OverriddenField, WorkflowDocument } from '@eddy/workflow'
import { client, trpc } from '../trpc/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { OverrideFields } from '../ui/override-fields.tsx'
import { initialInput, schemaOfInput } from '../ui/schema-form/input-schema.ts'
import { without } from '../ui/schema-form/json-value.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { FixtureChoice, type FixtureChoiceState, useFixtureChoice } from './fixture-choice.tsx'
import { useSingleAct } from '../ui/use-single-act.ts'
import { type RunTarget, RunTargetChoice, useRunTarget } from './run-target.tsx'
import type { Refusal } from './run-input.ts'
import { inputFrom, refusalOf } from './run-input.ts'
import type { Sample } from './run-types.ts'
import styles from './run-dialog.module.css'

export interface RunDialogProps {
  readonly workflow: { readonly id: string; readonly name: string; readonly document: WorkflowDocument }
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly onStarted: (runId: string) => void
  /** Inputs to choose from; those of the template of the same name when not given. */
  readonly samples?: readonly Sample[]
  /** What the form starts with, instead of the defaults: the input of an earlier run. */
  readonly input?: Json
  /** What should be known before, in a sentence. */
  readonly note?: string | undefined
  /** The name of the fixture that is chosen first. */
  readonly fixture?: string | null | undefined
  /** Settings for this run only. */
  readonly override?: { readonly name: string; readonly fields: readonly OverriddenField[] } | undefined
  /** Asks for such settings. */
  readonly onOverride?: (() => void) | undefined
}

/** Asks for a workflow's inputs and starts a run. The form is made afresh each time the dialog opens. */
export function RunDialog({ open, ...rest }: RunDialogProps) {
  return open ? <OpenRunDialog {...rest} /> : null
}

function OpenRunDialog({ workflow, onOpenChange, onStarted, samples, input, note, fixture: first, override, onOverride }: Omit<RunDialogProps, 'open'>) {
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const target = useRunTarget(workflow)
  const document = target.document ?? workflow.document
  const [value, setValue] = useState(() => initialInput(document))
  const [refusal, setRefusal] = useState<Refusal>()
  const fixture = useFixtureChoice({ workflow, first: first ?? null, fill: input === undefined, onFill: setValue })
  const [wave, setWave] = useState(false)
  const choices = useSamples(document, samples)
  const { action: start, begin } = useSingleAct(
    () => client.run.start.mutate({ workflowId: workflow.id, input: declaredOf(document, value), wave, ...trialOf(target, fixture), ...(override ? { override: { name: override.name, fields: override.fields.map(({ step, field, now }) => ({ step, field, ...(now === undefined ? {} : { now }) })) } as never } : {}), ...target.asked }),
    ({ runId }: { readonly runId: string }) => {
      onOpenChange(false)
      onStarted(runId)
    },
    (error) => setRefusal(refusalOf(error, document)),
  )
  // a refusal takes the focus to the first field it speaks of
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusal])
  function submit(event?: FormEvent) {
    event?.preventDefault()
    const invalid = form.current?.querySelector<HTMLElement>('input:invalid, textarea:invalid')
    if (invalid) return invalid.focus()
    setRefusal(undefined)
    begin()
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.stopPropagation()
    submit(event)
  }
  const inputs = document.inputs ?? []
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`Run ${document.title ?? workflow.name}`}
      description={inputs.length === 0 ? 'This workflow takes no input.' : undefined}
      actions={
        <>
          <Button tone="quiet" onClick={() => onOpenChange(false)}>Not now</Button>
          <Button tone="primary" type="submit" form={formId} disabled={start.isPending || fixture.pending || target.document === undefined} aria-keyshortcuts="Control+Enter">
            <Play size={14} aria-hidden /> {start.isPending ? 'Starting …' : verbOf(target, fixture)}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} className={styles.form} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
        {note === undefined ? null : <p className={styles.note} role="note">{note}</p>}
        <RunTargetChoice target={target} />
        <FixtureChoice choice={fixture} hidden={!target.takesFixture} />
        <SampleChoice samples={choices} onChoose={(sample) => setValue(inputFrom(sample.input))} />
        <div className={styles.fields}>
          {inputs.map((one) => (
            <InputField key={`${target.chosen} ${one.name}`} input={one} value={value[one.name]} refusal={refusal}
              onChange={(next) => setValue((before) => (next === undefined ? without(before, one.name) : { ...before, [one.name]: next }))} />
          ))}
        </div>
        <label className={styles.option}>
          <input type="checkbox" checked={wave} onChange={(event) => setWave(event.target.checked)} />
          <span>Step by step: halt after each wave of steps</span>
        </label>
        <OverrideNote override={override} onOverride={onOverride} />
        <RefusalNote refusal={refusal} />
      </form>
    </Dialog>
  )
}

function OverrideNote({ override, onOverride }: Pick<RunDialogProps, 'override' | 'onOverride'>) {
  if (!override && !onOverride) return null
  if (!override) return <div><Button size="small" tone="quiet" onClick={onOverride}><SlidersHorizontal size={14} aria-hidden /> Override settings for this run …</Button></div>
  return (
    <section aria-label={`Override ${override.name}`} className={styles.override}>
      <p className={styles.overridden}>
        <span>With the override <strong>{override.name}</strong>, for this run only:</span>
        {onOverride ? <Button size="small" tone="quiet" onClick={onOverride}>Change …</Button> : null}
      </p>
      <OverrideFields fields={override.fields} />
    </section>
  )
}

function RefusalNote({ refusal }: { readonly refusal: Refusal | undefined }) {
  if (!refusal) return null
  return (
    <div className={styles.refusal} role="alert">
      <p>{refusal.message}</p>
      {refusal.others.map((problem) => <p key={problem.path + problem.message}>{[problem.message, problem.hint].filter(Boolean).join(' ')}</p>)}
    </div>
  )
}

function trialOf({ takesFixture }: RunTarget, { asked }: FixtureChoiceState): FixtureChoiceState['asked'] {
  return takesFixture ? asked : {}
}

function verbOf({ takesFixture, words }: RunTarget, { verb }: FixtureChoiceState): string {
  return `${takesFixture ? verb : 'Run'}${words}`
}

/** Versions take different inputs: what this one does not know stays in the form only. */
function declaredOf({ inputs = [] }: WorkflowDocument, value: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(value).filter(([name]) => inputs.some((input) => input.name === name)))
}

function useSamples(document: WorkflowDocument, samples: readonly Sample[] | undefined): readonly Sample[] {
  const templates = useQuery({ ...trpc.template.list.queryOptions(), enabled: samples === undefined, staleTime: Infinity })
  const template: { readonly samples: readonly Sample[] } | undefined = templates.data?.find((candidate: { readonly name: string }) => isOf(document.name, candidate.name))
  return samples ?? template?.samples ?? []
}

/** A workflow that was made from a template has its name, or its name with a number. */
function isOf(name: string, template: string): boolean {
  return name === template || name.replace(/_\d+$/, '') === template
}

interface InputFieldProps {
  readonly input: Input
  readonly value: Json | undefined
  readonly refusal: Refusal | undefined
  readonly onChange: (value: Json | undefined) => void
}

function InputField({ input, value, refusal, onChange }: InputFieldProps) {
  const [schema] = useState(() => schemaOfInput(input))
  return (
    <SchemaForm schema={schema} label={input.title ?? input.name} required={input.required ?? input.default === undefined} idPrefix={`input-${input.name}`}
      value={value} onChange={onChange} errors={refusal?.byInput.get(input.name) ?? []} />
  )
}

function SampleChoice({ samples, onChoose }: { readonly samples: readonly Sample[]; readonly onChoose: (sample: Sample) => void }) {
  const [chosen, setChosen] = useState<string>()
  const name = useId()
  if (samples.length === 0) return null
  return (
    <fieldset className={styles.samples}>
      <legend>Start from a sample</legend>
      {samples.map((sample) => (
        <label key={sample.title} className={styles.sample}>
          <input type="radio" name={name} checked={chosen === sample.title} onChange={() => {
            setChosen(sample.title)
            onChoose(sample)
          }} />
          {sample.title}
        </label>
      ))}
    </fieldset>
  )
}
