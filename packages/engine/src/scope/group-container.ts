import { runError } from '../error/engine-error.ts'
import { beginDuty } from '../state/slots.ts'
import type { Container } from './container.ts'
import { openInside } from './open-inside.ts'

/** One inner scope, whose value is the container's: `group`, `around` and its kin, `compose`. */
export const groupContainer: Container = {
  enter(state, step, started) {
    openInside(state, step, { branch: 0, inputs: step.plan.native === 'compose' ? started.arguments : step.scope.inputs })
  },

  scopeDone(state, scope, value) {
    if (scope.owner) state.due.push('step.succeeded', { value }, scope.owner)
  },

  scopeFailed(state, { owner, failing }) {
    if (owner === null) return
    const error = failing ?? runError({ code: 'STEP_FAILED', message: `the inside of "${owner.path}" failed` })
    owner.error = error
    beginDuty(state, owner, 'judge')
    state.tasks.push({ kind: 'judge', step: owner, error })
  },
}
