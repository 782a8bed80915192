import jsonata from 'jsonata'
import type { KindContract, Step } from '@eddy/workflow'
import { placeholders } from './placeholder.ts'

type Check = NonNullable<KindContract['check']>

/** Checks the `{{ }}` of the config keys that take them: an expression that cannot be parsed is told where it stands. */
export function checkPlaceholders(...keys: readonly string[]): Check {
  return (step: Step) =>
    keys.flatMap((key) =>
      placeholders(step.config?.[key], `/config/${key}`).flatMap(({ path, expr }) => {
        const message = syntaxProblem(expr)
        return message === undefined ? [] : [{ path, message }]
      }),
    )
}

function syntaxProblem(expr: string): string | undefined {
  if (expr === '') return 'The placeholder {{ }} is empty.'
  try {
    jsonata(expr)
    return undefined
  } catch (error) {
    return `{{ ${expr} }} cannot be read: ${error instanceof Error ? error.message : String((error as { message?: unknown }).message)}`
  }
}
