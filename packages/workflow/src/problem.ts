import type { Problem } from './catalog.ts'
import { problemCodes, type ProblemCode } from './problem-codes.ts'

export interface ProblemText {
  /** JSON pointer. */
  readonly path: string
  /** A step's path. */
  readonly step?: string | undefined
  readonly message: string
  readonly hint?: string | undefined
}

/** A problem with the severity that its code has. */
export function problem(code: ProblemCode, { path, step, message, hint }: ProblemText): Problem {
  return { code, severity: problemCodes[code], path, ...(step !== undefined && { step }), message, ...(hint !== undefined && { hint }) }
}
