import { faultsOfSchema, schemaFaults } from '../json-schema.ts'
import { report, type Checking } from './checking.ts'
import type { Input } from '../document.ts'

/** Schemas of inputs must be usable and defaults must fit them; `null` stands for "nothing" and fits any. */
export function checkInputs(checking: Checking): void {
  checking.tree.document.inputs?.forEach((input, index) => checkInput(checking, input, `/inputs/${index}`))
}

function checkInput(checking: Checking, input: Input, at: string): void {
  const { name, schema } = input
  if (schema === undefined) return
  const faults = faultsOfSchema(schema)
  for (const { path, message } of faults) {
    report(checking, 'BAD_SCHEMA', { path: `${at}/schema${path}`, message: `The schema of the input "${name}" cannot be used: ${message}` })
  }
  if (faults.length > 0 || input.default === undefined || input.default === null) return
  for (const { path, message } of schemaFaults(schema, input.default)) {
    report(checking, 'BAD_DEFAULT', { path: `${at}/default${path}`, message: `The default of the input "${name}" does not fit its own schema: ${message}` })
  }
}
