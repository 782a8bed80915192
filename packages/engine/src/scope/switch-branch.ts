import type { Container } from './container.ts'
import { groupContainer } from './group-container.ts'
import { openInside } from './open-inside.ts'

/** The branch that was chosen before it began; none gives null. */
export const switchContainer: Container = {
  ...groupContainer,
  enter(state, step, started) {
    if (started.branch === undefined) return state.due.push('step.succeeded', { value: null }, step)
    return openInside(state, step, { branch: started.branch, inputs: step.scope.inputs })
  },
}
