import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import { resolveName, type Scope } from './locate.ts'

export interface Renamed {
  readonly document: WorkflowDocument
  /** Where the step stands: it decides what a name means. */
  readonly scope: Scope
  /** The new name for a step's result; nothing leaves it as it is. */
  readonly result: (target: string) => string | undefined
  /** The names to wait for in place of a step. */
  readonly waits: (target: string) => readonly string[] | undefined
}

/** The step with its results and waits said under other names; the same step when none is meant. */
export function renameReferences(step: Step, { document, scope, result, waits }: Renamed): Step {
  let changed = false
  const target = (name: string) => resolveName(document, scope, name)
  const args = step.arguments?.map((argument): Argument => {
    const path = 'result' in argument.from ? target(argument.from.result) : undefined
    const to = path === undefined ? undefined : result(path)
    if (to === undefined) return argument
    changed = true
    return { ...argument, from: { result: to } }
  })
  const waitFor = step.waitFor?.flatMap((name) => {
    const path = target(name)
    const to = path === undefined ? undefined : waits(path)
    if (to) changed = true
    return to ?? [name]
  })
  if (!changed) return step
  return { ...step, ...(args ? { arguments: args } : {}), ...(waitFor ? { waitFor: [...new Set(waitFor)] } : {}) }
}
