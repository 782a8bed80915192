import type { Input, Json } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { renameInput } from '../store/command/rename-input.ts'
import { updateDocument } from '../store/command/update-document.ts'
import { uniqueName } from '../store/document/names.ts'
import { useEditor } from '../store/editor-context.tsx'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import field from '../ui/field.module.css'
import { sampleOf } from '../ui/known-value.ts'
import { isJson, isJsonObject } from '../ui/schema-form/json-value.ts'
import { Select, type SelectOption } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { JsonField } from './json-field.tsx'
import { replaced, without } from './list-edit.ts'
import { More } from './more.tsx'
import { RemoveButton } from './remove-button.tsx'
import { useRowKeys } from './row-keys.ts'
import { Section } from './section.tsx'
import { useTypedData } from './use-data-of.ts'
import { useShownDocument } from './shown-document.ts'
import styles from './inspector.module.css'

const types: readonly SelectOption[] = [
  { value: '', label: 'Anything' },
  { value: 'string', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'array', label: 'List' },
  { value: 'object', label: 'Object' },
]

const none: readonly Input[] = []

/** What a run is started with. */
export function InputsSection() {
  const inputs = useShownDocument().inputs ?? none
  const keys = useRowKeys(inputs)
  const dispatch = useEditor((state) => state.dispatch)
  const document = useShownDocument()
  const notify = useEditor((state) => state.notify)
  const rename = (from: string, name: string) => {
    const renamed = renameInput(document, from, name)
    if (renamed.ok) dispatch(renamed.command)
    else notify(renamed.reason)
  }
  const set = (next: readonly Input[] | undefined) => dispatch(updateDocument({ inputs: next }))
  const add = () => set([...inputs, { name: uniqueName('input', new Set(inputs.map(({ name }) => name))), schema: { type: 'string' } }])
  return (
    <Section title="Inputs" action={<AddButton label="Add input" onClick={add} />} {...(inputs.length ? {} : { note: 'A run is started without any input.' })}>
      {inputs.map((input, at) => (
        <InputEntry key={keys[at]} input={input} onRename={(name) => rename(input.name, name)} onChange={(next) => set(replaced(inputs, at, next))} onRemove={() => set(without(inputs, at))} />
      ))}
    </Section>
  )
}

interface InputEntryProps {
  readonly input: Input
  readonly onRename: (name: string) => void
  readonly onChange: (input: Input) => void
  readonly onRemove: () => void
}

function InputEntry({ input, onRename, onChange, onRemove }: InputEntryProps) {
  const type = typeof input.schema?.type === 'string' ? input.schema.type : ''
  const required = input.required ?? input.default === undefined
  const retype = (to: string) => onChange(patched(input, { schema: to ? { ...(to === type ? input.schema : {}), type: to } : undefined }))
  return (
    <div className={styles.entry} role="group" aria-label={`Input ${input.name}`}>
      <div className={styles.row}>
        <TextField label="Input name" bare mono lazy value={input.name} onChange={onRename} />
        <Select label={`Type of ${input.name}`} value={type} options={types} onChange={retype} />
        <RemoveButton label={`Remove input ${input.name}`} onClick={onRemove} />
      </div>
      <TextField label={`Title of ${input.name}`} hint="What the form of a new run calls it." placeholder={input.name} value={input.title ?? ''} onChange={(title) => onChange(patched(input, { title: title || undefined }))} />
      <JsonField label={`Default of ${input.name}`} hint="Taken when a run is started without it." value={input.default} onChange={(value) => onChange(patched(input, { default: value }))} />
      <label className={field.checkbox}>
        <input type="checkbox" checked={required} onChange={(event) => onChange({ ...input, required: event.target.checked })} />
        Required
      </label>
      <InputDetails input={input} onChange={onChange} />
    </div>
  )
}

/** What is said of an input beyond its type, and what is made of it before any step sees it. */
function InputDetails({ input, onChange }: Pick<InputEntryProps, 'input' | 'onChange'>) {
  const { name, schema, description, transform } = input
  const data = useTypedData(`#input/${name}`, `the input ${name}`, () => ({ ...(schema ? { schema } : {}), ...(input.default === undefined ? (schema ? { sample: sampleOf(schema) } : {}) : { sample: input.default }) }))
  return (
    <More summary="Note, schema and transform" startOpen={transform !== undefined || description !== undefined}>
        <TextField label={`Note on ${name}`} hint="Stands under its field in the form of a new run." multiline value={description ?? ''} onChange={(text) => onChange(patched(input, { description: text || undefined }))} />
        <JsonField label={`Schema of ${name}`} hint="JSON Schema; what does not fit is refused before a run starts. Its properties, enum and examples make the form." multiline value={isSchemaJson(schema) ? schema : undefined} onChange={(value) => onChange(patched(input, { schema: isJsonObject(value) ? value : undefined }))} />
        <ExpressionField label={`Transform of ${name}`} hint="Applied once, before any step takes it." placeholder="JSONata over the value" data={data} value={transform ?? ''} onChange={(text) => onChange(patched(input, { transform: text || undefined }))} />
    </More>
  )
}

function isSchemaJson(schema: Input['schema']): schema is { readonly [key: string]: Json } {
  return schema !== undefined && isJson(schema)
}
