import { isFinal, stepAt, type RunError, type RunEvent, type RunState } from '@eddy/engine'
import { fingerprint } from '../failure/fingerprint.ts'

/** Something of a run that needs a person. */
export interface OpenUndoOfRun {
  readonly step: string
  /** What a person calls the step; null: nothing but its name. */
  readonly title: string | null
  readonly kind: 'failed' | 'in_doubt'
  readonly code: string
  readonly message: string
  readonly cause: string
}

const TELLING = /^(run|rollback|undo)\.|^step\.interrupted$/

/** Whether what needs a person may be another after these events. */
export function mayChangeOpenUndos(events: readonly RunEvent[]): boolean {
  return events.some(({ type, data }) => TELLING.test(type) || (type === 'step.succeeded' && 'late' in data) || (type === 'step.failed' && 'inDoubt' in data))
}

/** What of the run needs a person now: after its end what is left in place, in a halt the attempts of which nothing is known. */
export function openUndos(state: RunState): readonly OpenUndoOfRun[] {
  const workflow = state.plan.scope.workflow.name
  if (isFinal(state.status)) return state.left.map((step) => openUndo(state, { workflow, step }))
  if (state.status !== 'halted') return []
  return [...state.inDoubt].filter(({ status }) => status === 'in_doubt').map(({ path }) => openUndo(state, { workflow, step: path }))
}

function openUndo(state: RunState, { workflow, step }: { readonly workflow: string; readonly step: string }): OpenUndoOfRun {
  const instance = stepAt(state, step)
  const doubtful = instance?.status === 'in_doubt'
  const { code, message } = doubtful ? doubtOf(instance.error) : (instance?.error ?? { code: 'UNDO_FAILED', message: 'Its undo failed.' })
  return { step, title: instance?.plan.step.title ?? null, kind: doubtful ? 'in_doubt' : 'failed', code, message, cause: fingerprint(workflow, { code, message, step }) }
}

function doubtOf(error: Pick<RunError, 'code' | 'message'> | undefined): Pick<RunError, 'code' | 'message'> {
  if (error === undefined) return { code: 'IN_DOUBT', message: 'Whether it happened is not known: its host stopped, or its time ran out.' }
  return { code: error.code, message: `Whether it happened is not known: ${error.message}` }
}
