import type { JsonSchema } from '@eddy/workflow'

/** The arguments of the kinds that work on a document. */
export const documentArguments: JsonSchema = { type: 'object', properties: { document: { type: 'object', description: 'A workflow document.' } }, required: ['document'] }

/** A document to show what a kind does with one. */
export const exampleDocument = { eddy: 1, name: 'greet', steps: [{ name: 'hello', kind: 'expression', config: { expr: '"hello"' } }] } as const
