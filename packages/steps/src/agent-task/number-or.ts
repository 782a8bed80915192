import type { Json } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'

/** What an expression gave for a latency or a failure rate: a boolean counts as 1 or 0. Throws NOT_A_NUMBER. */
export function numberOr(value: Json, otherwise: number): number {
  if (value === null) return otherwise
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number' && value >= 0) return value
  throw new StepProblem({ code: 'NOT_A_NUMBER', message: `latency and failure rate must be numbers that are not negative, and one is ${JSON.stringify(value)}`, retryable: false })
}
