import type { Json, Step } from '@eddy/workflow'

/**
 * A step that takes over its emitter's name and reads the result of that name means the one that is there: its emitter's (S7). It is
 * given as a value, since from now on the name is its own.
 */
export function givenOwnResult(steps: readonly Step[], emitter: string, value: Json): readonly Step[] {
  return steps.some((step) => readsItself(step, emitter)) ? steps.map((step) => (readsItself(step, emitter) ? givenValue(step, value) : step)) : steps
}

function readsItself(step: Step, emitter: string): boolean {
  if (step.name !== emitter) return false
  return (step.arguments ?? []).some(({ from }) => 'result' in from && from.result === emitter) || (step.waitFor ?? []).includes(emitter)
}

function givenValue(step: Step, value: Json): Step {
  const args = step.arguments?.map((argument) => ('result' in argument.from && argument.from.result === step.name ? { ...argument, from: { value } } : argument))
  const waits = step.waitFor?.filter((name) => name !== step.name)
  return { ...step, ...(args === undefined ? {} : { arguments: args }), ...(waits === undefined ? {} : { waitFor: waits }) }
}
