import { faultsOfSchema, schemaFaults } from '../json-schema.ts'
import type { JsonSchema } from '../document.ts'

// the validator marks every schema that it reads, which a frozen one refuses: it is given copies

/** `undecided`: the schema cannot be applied, for a reference that leads nowhere. */
export function fits(schema: JsonSchema, value: unknown): boolean | 'undecided' {
  const faults = schemaFaults(copyOf(schema), value)
  if (faults.length === 0) return true
  return faults.some(({ message }) => message.startsWith('The schema cannot be applied')) ? 'undecided' : false
}

export function isUsable(schema: JsonSchema): boolean {
  return faultsOfSchema(copyOf(schema)).length === 0
}

function copyOf(schema: JsonSchema): JsonSchema {
  // a schema is JSON
  return JSON.parse(JSON.stringify(schema)) as JsonSchema
}
