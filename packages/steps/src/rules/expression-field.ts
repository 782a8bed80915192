import { expressionFault } from '@eddy/workflow'
import { z } from 'zod'
import type { Finding } from '../text/text-problems.ts'

/** An expression that stands deeper in a configuration than a contract's `expressions` can name. */
export function expressionField({ title, about }: { readonly title: string; readonly about: string }): z.ZodString {
  return z.string().min(1).meta({ title, ui: 'expression' }).describe(about)
}

/** What is wrong with an expression; `path` is its JSON pointer in the step. */
export function expressionProblems(expr: string | undefined, path: string): readonly Finding[] {
  const fault = expr === undefined ? undefined : expressionFault(expr)
  if (!fault) return []
  const where = fault.position === undefined ? '' : ` (at character ${fault.position})`
  return [{ path, message: `This is no valid expression${where}: ${fault.message}` }]
}
