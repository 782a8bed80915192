import type { LogLine } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { z } from 'zod'
import { MAX_DEPTH, plainJson } from '../evaluator/plain-json.ts'

const json = z.custom<Json>((value) => value !== undefined)
const optionalText = z.string().optional()

/** What the sandbox tells of a run: the author controls its contents, so nothing in it is taken on trust. */
const reportSchema = z.object({
  outcome: z
    .object({
      kind: z.enum(['ok', 'retry', 'halt', 'continue', 'fail']),
      value: json.optional(),
      steps: z.array(z.custom<Step>((step) => typeof step === 'object' && step !== null && 'name' in step && 'kind' in step)).optional(),
      reason: optionalText,
      delayMs: z.number().min(0).optional(),
      message: optionalText,
      code: optionalText,
      retryable: z.boolean().optional(),
      details: json.optional(),
    })
    .optional(),
  invalid: optionalText,
  pending: z.boolean().optional(),
  error: optionalText,
  name: optionalText,
  message: optionalText,
  stack: optionalText,
  logs: z.custom<readonly LogLine[]>((lines) => Array.isArray(lines)),
})

export type Report = z.infer<typeof reportSchema>

/** The report of a sandbox; one that cannot be used is the report of an invalid result. */
export function readReport(answer: string): Report {
  const read = reportSchema.safeParse(JSON.parse(answer))
  if (!read.success) return { invalid: `what the code answered cannot be used: ${z.prettifyError(read.error)}`, logs: [] }
  const { outcome, logs } = read.data
  return isTooDeep(outcome?.value) || isTooDeep(outcome?.details) ? { invalid: `the result is nested deeper than ${MAX_DEPTH} levels`, logs } : read.data
}

function isTooDeep(value: Json | undefined): boolean {
  try {
    plainJson(value)
    return false
  } catch {
    return true
  }
}
