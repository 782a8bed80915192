import { compareSchemas, type JsonSchema, schemaFaults } from '@eddy/workflow'
import { brief, type KnownValue, typeOf } from '../ui/known-value.ts'

/** Whether a value is what an argument takes; nothing where that cannot be said. */
export interface Fit {
  readonly fits: boolean
  /** Why not, for people. */
  readonly reason: string
}

/** Never guesses: what is known to fit or not to fit, by its schema, else by how a value of it looks. */
export function fitOf({ schema, root, sample }: KnownValue, wanted: JsonSchema | undefined): Fit | undefined {
  if (wanted === undefined || Object.keys(wanted).length === 0) return undefined
  const expected = typeOf({ schema: wanted })
  if (schema !== undefined && (root === undefined || root === schema) && Object.keys(schema).length > 0) {
    const { kind, lost } = compareSchemas(schema, wanted)
    if (kind === 'same' || kind === 'widened') return { fits: true, reason: '' }
    if (lost) return { fits: false, reason: `It can be ${brief(lost.value)}; this takes ${expected}.` }
  }
  if (sample === undefined) return undefined
  const [fault] = schemaFaults(wanted, sample)
  return fault ? { fits: false, reason: `${brief(sample)} is not what this takes: ${expected}.` } : undefined
}
