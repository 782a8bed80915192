import type { Step } from './document.ts'

/** A step's mention of another step. */
export interface StepReference {
  readonly kind: 'data' | 'wait'
  readonly name: string
  /** The argument that takes the result. */
  readonly argument?: string
  /** Where in the step, as JSON pointer from it. */
  readonly pointer: string
}

/** Results that a step takes and steps that it waits for, in order of mention; not those of its inner steps. */
export function stepReferences(step: Step): StepReference[] {
  const found: StepReference[] = []
  step.arguments?.forEach(({ name, from }, index) => {
    if ('result' in from) found.push({ kind: 'data', name: from.result, argument: name, pointer: `/arguments/${index}/from/result` })
  })
  step.waitFor?.forEach((name, index) => found.push({ kind: 'wait', name, pointer: `/waitFor/${index}` }))
  return found
}

export const handlerRoles = ['undo', 'compensate', 'check'] as const
export type HandlerRole = (typeof handlerRoles)[number]

/** Handlers that a step names; `undo: "none"` is none. */
export function handlerReferences(step: Step): { readonly role: HandlerRole; readonly name: string }[] {
  return handlerRoles.flatMap((role) => {
    const name = step[role]
    return name === undefined || (role === 'undo' && name === 'none') ? [] : [{ role, name }]
  })
}
