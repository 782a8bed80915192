import { type Json, type JsonSchema, schemaFaults } from '@eddy/workflow'
import { isRecord } from '../ui/schema-form/json-value.ts'

export interface AnswerFault {
  /** JSON pointer into the values. */
  readonly path: string
  readonly message: string
}

/** What is missing or does not fit in what was filled in, each at its field. */
export function answerFaults(fields: JsonSchema, values: Json): readonly AnswerFault[] {
  const given = isRecord(values) ? values : {}
  const { required } = fields
  const names: readonly unknown[] = Array.isArray(required) ? required : []
  const missing = names.flatMap((name) => (typeof name === 'string' && given[name] === undefined ? [{ path: `/${name}`, message: 'Please fill this in.' }] : []))
  // the schema tells of what is missing at the whole
  return [...missing, ...schemaFaults(fields, given).filter(({ path }) => path !== '')]
}
