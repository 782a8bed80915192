import { resolveInputs, type Json, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { sampleValue } from '../stage/sample-value.ts'

export type AssumedInput = { readonly ok: true; readonly input: { readonly [name: string]: Json }; readonly assumed: readonly string[] } | { readonly ok: false; readonly problems: readonly Problem[] }

/** The given input, with samples for what is required and not given. */
export function assumeInput(document: WorkflowDocument, given: { readonly [name: string]: Json }): AssumedInput {
  const missing = (document.inputs ?? []).filter((input) => !Object.hasOwn(given, input.name) && input.default === undefined && input.required !== false)
  const samples = Object.fromEntries(missing.map(({ name, schema }) => [name, schema === undefined ? 'rehearsed' : sampleValue(schema)]))
  const resolved = resolveInputs(document, { ...samples, ...given })
  return resolved.ok ? { ...resolved, assumed: missing.map(({ name }) => `input.${name}`) } : resolved
}
