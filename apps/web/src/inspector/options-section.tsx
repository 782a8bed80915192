import type { Options } from '@eddy/workflow'
import { patched, type Patch } from '../store/command/patch.ts'
import { updateDocument } from '../store/command/update-document.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ConcurrencyRow } from './concurrency-row.tsx'
import { DurationField } from './duration-field.tsx'
import { PolicyRow } from './policy-row.tsx'
import { limitText } from './policy-text.ts'
import { Section } from './section.tsx'
import { useShownDocument } from './shown-document.ts'
import styles from './inspector.module.css'

type Key = 'onTimeout' | 'rollback' | 'evaluation'
interface Choice<K extends Key> {
  readonly label: string
  readonly hint: string
  readonly values: { readonly [V in NonNullable<Options[K]>]: string }
  /** What holds when nothing is chosen. */
  readonly otherwise: string
}

const onTimeout: Choice<'onTimeout'> = { label: 'When the time is over', hint: 'Of the whole run.', values: { fail: 'Fail and roll back', halt: 'Halt for a person', cancel: 'Cancel' }, otherwise: 'Fail and roll back' }
const rollback: Choice<'rollback'> = { label: 'Rollback', hint: 'Side by side: an undo starts when those of all steps that needed its step are done.', values: { sequential: 'One step after the other', parallel: 'Side by side where possible' }, otherwise: 'As it was built, backwards' }
const evaluation: Choice<'evaluation'> = { label: 'Which steps run', hint: 'Only what is needed: the steps that the result needs, and those before them.', values: { eager: 'All of them', lazy: 'Only what the result needs' }, otherwise: 'All of them' }

/** How the whole run behaves. */
export function OptionsSection() {
  const options = useShownDocument().options ?? {}
  const dispatch = useEditor((state) => state.dispatch)
  const set = (patch: Patch<Options>) => {
    const next = patched<Options>(options, patch)
    dispatch(updateDocument({ options: Object.keys(next).length ? next : undefined }))
  }
  return (
    <Section title="Run">
      <div className={styles.row}>
        <CountField label="Steps at once" placeholder="16" hint="In flight over the whole run." value={options.maxConcurrency} onChange={(maxConcurrency) => set({ maxConcurrency })} />
        <CountField label="Steps in all" placeholder="100000" hint="Started tries; more fail the run." value={options.maxSteps} onChange={(maxSteps) => set({ maxSteps })} />
      </div>
      <PolicyRow label="Time limit" sentence={limitText(options)}>
        <DurationField label="Time limit" hint="For the whole run from its first step on; what it waits for on the way is included, its turn to begin is not." value={options.timeout} onChange={(timeout) => set({ timeout })} />
        <ChoiceField choice={onTimeout} value={options.onTimeout} onChange={(value) => set({ onTimeout: value })} />
      </PolicyRow>
      <DurationField label="Longest wait to begin" hint="A run that gets no turn in this time (a place, or its key below) fails with START_TIMEOUT, with nothing done. It waits for ever when left out." value={options.startTimeout} onChange={(startTimeout) => set({ startTimeout })} />
      <ChoiceField choice={rollback} value={options.rollback} onChange={(value) => set({ rollback: value })} />
      <DurationField label="Let others finish" hint="How long a failing run waits for steps in flight before it rolls back; PT30S when left out." value={options.drain} onChange={(drain) => set({ drain })} />
      <ChoiceField choice={evaluation} value={options.evaluation} onChange={(value) => set({ evaluation: value })} />
      <ConcurrencyRow concurrency={options.concurrency} onChange={(concurrency) => set({ concurrency })} />
    </Section>
  )
}

interface ChoiceFieldProps<K extends Key> {
  readonly choice: Choice<K>
  readonly value: Options[K] | undefined
  readonly onChange: (value: NonNullable<Options[K]> | undefined) => void
}

function ChoiceField<K extends Key>({ choice, value, onChange }: ChoiceFieldProps<K>) {
  const isChoice = (text: string): text is NonNullable<Options[K]> => text in choice.values
  const listed = Object.entries<string>(choice.values).map(([name, label]) => ({ value: name, label }))
  return (
    <Field label={choice.label} hint={choice.hint}>
      <Select label={choice.label} value={value ?? ''} options={[{ value: '', label: choice.otherwise }, ...listed]} onChange={(text) => onChange(isChoice(text) ? text : undefined)} />
    </Field>
  )
}

interface CountFieldProps {
  readonly label: string
  readonly hint: string
  readonly placeholder: string
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

/** A whole number from 1; anything else is none. */
function CountField({ value, onChange, ...rest }: CountFieldProps) {
  return <TextField {...rest} lazy value={value === undefined ? '' : String(value)} onChange={(text) => onChange(Number(text) >= 1 ? Math.floor(Number(text)) : undefined)} />
}
