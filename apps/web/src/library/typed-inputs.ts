import type { Input, Json, WorkflowDocument } from '@eddy/workflow'

/** The document with a type for each input that has none, as far as the values of a sample tell it. */
export function typedInputs(document: WorkflowDocument, sample: { readonly [name: string]: Json } | undefined): WorkflowDocument {
  if (!document.inputs || !sample) return document
  return { ...document, inputs: document.inputs.map((input) => typed(input, sample[input.name])) }
}

function typed(input: Input, value: Json | undefined): Input {
  const type = input.schema === undefined && value !== undefined ? typeOf(value) : undefined
  return type === undefined ? input : { ...input, schema: { type } }
}

function typeOf(value: Json): string | undefined {
  if (value === null) return undefined
  return Array.isArray(value) ? 'array' : typeof value
}

const words: { readonly [type: string]: string } = { string: 'text', number: 'number', integer: 'whole number', boolean: 'yes or no', array: 'list', object: 'object' }

/** `text`, `list`; `anything` where the input takes any value. */
export function typeWords({ schema }: Input): string {
  const type = schema?.['type']
  return typeof type === 'string' ? (words[type] ?? type) : 'anything'
}
