import { runError } from '../error/engine-error.ts'
import { beginDuty } from '../state/slots.ts'
import { acceptsWork } from './accepts-work.ts'
import { askWhatNext } from './ask-what-next.ts'
import type { StepPlan } from '../plan/plan.ts'
import type { Container } from './container.ts'
import { openInside } from './open-inside.ts'

/** One inner scope, whose value is the container's: `group`, `around` and its kin, `compose`. A group may change it (`config.after`), which a host works out. */
export const groupContainer: Container = {
  enter(state, step, started) {
    openInside(state, step, { branch: 0, inputs: step.plan.native === 'compose' ? started.arguments : step.scope.inputs, element: started.before })
  },

  scopeDone(state, { owner }, value) {
    if (owner === null) return
    if (owner.container === undefined || !changesValue(owner.plan)) return state.due.push('step.succeeded', { value }, owner)
    owner.container.accumulator = value
    if (!acceptsWork(state, owner.scope)) return
    beginDuty(state, owner, 'next')
    state.tasks.push({ kind: 'next', step: owner })
  },

  scopeFailed(state, { owner, failing }) {
    if (owner === null) return
    askWhatNext(state, owner, failing ?? runError({ code: 'STEP_FAILED', message: `the inside of "${owner.path}" failed` }))
  },
}

function changesValue({ native, step }: StepPlan): boolean {
  return native === 'group' && typeof step.config?.['after'] === 'string'
}
