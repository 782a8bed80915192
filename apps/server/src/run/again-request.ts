import { z } from 'zod'
import { JsonValue } from '../json-value.ts'

/** See run-again.ts. */
export const AgainInput = z.object({
  runId: z.string(),
  version: z.enum(['recorded', 'current']).default('recorded'),
  from: z.union([z.enum(['start', 'failure']), z.object({ step: z.string() })]).default('start'),
  input: z.record(z.string(), JsonValue).optional(),
})
