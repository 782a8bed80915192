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

const NONE: readonly StepReference[] = []

/** Results that a step takes and steps that it waits for, in order of mention; not those of its inner steps. */
export function stepReferences(step: Step): readonly StepReference[] {
  if (step.arguments === undefined && step.waitFor === undefined) return NONE
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
  const found: { readonly role: HandlerRole; readonly name: string }[] = []
  for (const role of handlerRoles) {
    const name = step[role]
    if (name !== undefined && (role !== 'undo' || name !== 'none')) found.push({ role, name })
  }
  return found
}
