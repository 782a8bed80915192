import type { JsonSchema, KindContract } from '@eddy/workflow'
import { z } from 'zod'

const known = new WeakMap<KindContract, JsonSchema>()

/** The JSON Schema of what a person writes into a kind's settings. */
export function configSchema(contract: KindContract): JsonSchema {
  let schema = known.get(contract)
  if (!schema) {
    schema = { ...z.toJSONSchema(contract.config, { io: 'input', unrepresentable: 'any' }) }
    known.set(contract, schema)
  }
  return schema
}
