import type { WorkflowDocument } from '@eddy/workflow'
import { stepLabel } from '../store/document/step-label.ts'
import { Field } from '../ui/field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CategoryField } from './category-field.tsx'
import type { PublishWords } from './publish-words.ts'
import styles from './publish-dialog.module.css'

const ENDS: readonly SelectOption[] = [
  { value: 'succeeded', label: 'succeeds' },
  { value: 'rolled_back', label: 'is rolled back' },
  { value: 'failed', label: 'fails' },
  { value: 'halted', label: 'halts' },
]

/** What the workflow came from. */
export interface PublishOrigin {
  readonly title: string
  readonly number: number
}

export interface PublishFormProps {
  readonly words: PublishWords
  readonly versions: readonly SelectOption[]
  readonly document: WorkflowDocument
  readonly origin: PublishOrigin | undefined
  readonly onWords: (words: PublishWords) => void
}

export function PublishForm({ words, versions, document, origin, onWords }: PublishFormProps) {
  const set = (change: Partial<PublishWords>) => onWords({ ...words, ...change })
  return (
    <div className={styles.form}>
      <Field label="Version">
        <Select label="Version" value={words.version} options={versions} onChange={(version) => set({ version })} />
      </Field>
      <TextField label="Name in the library" mono required value={words.name} onChange={(name) => set({ name })} hint="Small letters, digits and underscores; people install it by this name." />
      <TextField label="Title" value={words.title} onChange={(title) => set({ title })} />
      <CategoryField value={words.category} onChange={(category) => set({ category })} />
      <div className={styles.whole}><TextField label="Description" multiline value={words.description} onChange={(description) => set({ description })} /></div>
      <TextField label="Tags" value={words.tags} placeholder="orders, payment" onChange={(tags) => set({ tags })} />
      <TextField label="What is new in this version" value={words.note} onChange={(note) => set({ note })} />
      {origin && words.extend !== undefined ? <Extending origin={origin} extend={words.extend} onExtend={(extend) => set({ extend })} /> : null}
      <Samples words={words} onWords={onWords} />
      <Exposed words={words} document={document} onWords={onWords} />
    </div>
  )
}

function Extending({ origin: { title, number }, extend, onExtend }: { readonly origin: PublishOrigin; readonly extend: boolean; readonly onExtend: (extend: boolean) => void }) {
  return (
    <fieldset className={`${styles.part ?? ''} ${styles.whole ?? ''}`}>
      <legend>What it came from</legend>
      <label className={styles.choice}>
        <input type="checkbox" checked={extend} onChange={(event) => onExtend(event.target.checked)} />
        <span>
          As an extension of {title}, version {number}
          <span className={styles.hint}> Only what differs is kept, as patches, and shown as such. Otherwise it is a fork that stands for itself.</span>
        </span>
      </label>
    </fieldset>
  )
}

type PartProps = Pick<PublishFormProps, 'words' | 'onWords'>

function Samples({ words, onWords }: PartProps) {
  const change = (at: number, next: Partial<PublishWords['samples'][number]>) => onWords({ ...words, samples: words.samples.map((sample, index) => (index === at ? { ...sample, ...next } : sample)) })
  return (
    <fieldset className={styles.part}>
      <legend>Samples</legend>
      {words.samples.length === 0 ? <p className={styles.hint}>The workflow has no fixtures. With some, others can try it before they install it.</p> : null}
      {words.samples.map(({ fixture, on, expect }, at) => (
        <div key={fixture.name} className={styles.line}>
          <label>
            <input type="checkbox" checked={on} onChange={(event) => change(at, { on: event.target.checked })} />
            {fixture.name}
          </label>
          <Select label={`How a run with ${fixture.name} ends`} value={expect} options={ENDS} onChange={(end) => change(at, { expect: end })} />
        </div>
      ))}
    </fieldset>
  )
}

function Exposed({ words, document, onWords }: PartProps & Pick<PublishFormProps, 'document'>) {
  const { exposed } = words
  const toggle = (step: string, on: boolean) => {
    const { [step]: _before, ...others } = exposed
    onWords({ ...words, exposed: on ? { ...others, [step]: step } : others })
  }
  return (
    <fieldset className={styles.part}>
      <legend>Results to give out</legend>
      <p className={styles.hint}>Without any, its result is that of its last step.</p>
      <div className={styles.steps}>
        {document.steps.map((step) => (
          <div key={step.name} className={styles.line}>
            <label>
              <input type="checkbox" checked={exposed[step.name] !== undefined} onChange={(event) => toggle(step.name, event.target.checked)} />
              {stepLabel(step)}
            </label>
            {exposed[step.name] === undefined ? null : <TextField bare mono label={`Name of the result of ${stepLabel(step)}`} value={exposed[step.name] ?? ''} onChange={(as) => onWords({ ...words, exposed: { ...exposed, [step.name]: as } })} />}
          </div>
        ))}
      </div>
    </fieldset>
  )
}
