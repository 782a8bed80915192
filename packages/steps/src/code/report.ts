import type { Json, Step } from '@eddy/workflow'
import { z } from 'zod'
import { MAX_DEPTH, plainJson } from '../evaluator/plain-json.ts'

const json = z.custom<Json>((value) => value !== undefined)
const optionalText = z.string().optional()
/** What the sandbox itself keeps of a log. */
const MAX_LINES = 201
const MAX_LINE = 2_000

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
  logs: z.array(z.object({ level: z.enum(['log', 'info', 'warn', 'error', 'debug']), text: z.string().max(MAX_LINE) })).max(MAX_LINES),
})

export type Report = z.infer<typeof reportSchema>

/** The report of a sandbox; one that cannot be used is the report of an invalid result. */
export function readReport(answer: string): Report {
  const read = reportSchema.safeParse(parsed(answer))
  if (!read.success) return { invalid: `what the code answered cannot be used: ${z.prettifyError(read.error)}`, logs: [] }
  const { outcome, logs } = read.data
  return [outcome?.value, outcome?.details, outcome?.steps].some(isTooDeep) ? { invalid: `the result is nested deeper than ${MAX_DEPTH} levels`, logs } : read.data
}

/** Undefined, which no schema fits, for what is no JSON. */
function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer)
  } catch {
    return undefined
  }
}

function isTooDeep(value: unknown): boolean {
  try {
    plainJson(value)
    return false
  } catch {
    return true
  }
}
