import type { Input, Json, JsonSchema, WorkflowDocument } from '@eddy/workflow'
import { declaredDefault } from './default-value.ts'
import type { JsonObject } from './json-value.ts'

/** The schema that an input's field is made from; without one of its own, an input takes any JSON. */
export function schemaOfInput(input: Input): JsonSchema {
  return { ...input.schema, ...(input.description === undefined ? {} : { description: input.description }), ...(input.default === undefined ? {} : { default: input.default }) }
}

/** What the form of a new run holds before anybody has typed: the declared defaults. */
export function initialInput(document: WorkflowDocument): JsonObject {
  const entries = (document.inputs ?? []).flatMap((input): readonly (readonly [string, Json])[] => {
    const schema = schemaOfInput(input)
    const value = declaredDefault(schema, schema)
    return value === undefined ? [] : [[input.name, value]]
  })
  return Object.fromEntries(entries)
}
