import { useState } from 'react'
import type { Input, Json, WorkflowDocument } from '@eddy/workflow'
import type { JsonObject } from '../ui/schema-form/json-value.ts'
import { SchemaForm } from '../ui/schema-form/schema-form.tsx'
import { schemaOfInput } from '../ui/schema-form/input-schema.ts'

interface InputFieldsProps {
  readonly document: WorkflowDocument
  readonly value: JsonObject
  readonly onChange: (name: string, value: Json | undefined) => void
}

/** The inputs of a workflow, folded away until somebody wants to change them. */
export function InputFields({ document, value, onChange }: InputFieldsProps) {
  const inputs = document.inputs ?? []
  if (inputs.length === 0) return <p>It takes no input.</p>
  return (
    <details>
      <summary>Edit the input ({inputs.length})</summary>
      {inputs.map((input) => <InputField key={input.name} input={input} value={value[input.name]} onChange={(next) => onChange(input.name, next)} />)}
    </details>
  )
}

function InputField({ input, value, onChange }: { readonly input: Input; readonly value: Json | undefined; readonly onChange: (value: Json | undefined) => void }) {
  const [schema] = useState(() => schemaOfInput(input))
  return <SchemaForm schema={schema} label={input.title ?? input.name} required={input.required ?? input.default === undefined} idPrefix={`again-${input.name}`} value={value} onChange={onChange} />
}
