import type { KindContract } from './catalog.ts'
import type { JsonSchema, Step } from './document.ts'

/** The JSON Schema of a step's value; undefined: any. */
export function resultOf(contract: Pick<KindContract, 'result'> | undefined, step: Step): JsonSchema | undefined {
  const result = contract?.result
  return typeof result === 'function' ? result(step) : result
}

/** Whether the kind undoes the step unless the step says otherwise. */
export function undoesItself(contract: Pick<KindContract, 'builtInUndo'> | undefined, step: Step): boolean {
  const built = contract?.builtInUndo
  return typeof built === 'function' ? built(step) : built === true
}

/** The JSON Schema of the kind's values whatever its config is; undefined: any, or the config decides. */
export function fixedResult(contract: Pick<KindContract, 'result'> | undefined): JsonSchema | undefined {
  const result = contract?.result
  return typeof result === 'function' ? undefined : result
}
