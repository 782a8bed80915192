import type { KindContract } from '@eddy/workflow'
import { textProblems } from './text-problems.ts'

/** A contract's check of the `{{ }}` in the config keys that take them. */
export function checkTexts(...keys: readonly string[]): NonNullable<KindContract['check']> {
  return (step) => keys.flatMap((key) => textProblems(step.config?.[key], `/config/${key}`))
}
