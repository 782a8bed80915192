import type { RunEvent } from '../event/event.ts'
import type { StepView } from './run-view.ts'
import { noteEvent, StepHistory } from './step-history.ts'
import type { StepInstance } from './run-tree.ts'
import { countsElements, picture } from './step-picture.ts'

/**
 * The way that most steps go: ready, started, succeeded, and undone where the run goes down. All that a picture shows of such a step
 * is in these events, so that the picture need not be made before somebody looks at it.
 */
const STAGES = [
  { type: 'step.ready', status: 'queued', attempt: 0 },
  { type: 'step.started', status: 'running', attempt: 1 },
  { type: 'step.succeeded', status: 'succeeded', attempt: 1 },
  { type: 'undo.started', status: 'undoing', attempt: 1 },
  { type: 'undo.succeeded', status: 'undone', attempt: 1 },
] as const

export const PLAIN_STAGES = STAGES.length

/** Whether the event, which is folded, has brought the step from the stages that it has passed to the next, and changed nothing else of its picture. */
export function isNextStage(passed: number, event: RunEvent, step: StepInstance): boolean {
  const stage = STAGES[passed]
  if (stage?.type !== event.type || stage.status !== step.status || stage.attempt !== step.attempt) return false
  // an undo that is begun again may be given other arguments
  return step.error === undefined && !countsElements(step) && (event.type !== 'undo.started' || event.data.arguments === undefined)
}

/** The first events of a step on the plain way. `undoOrder`: the place of its undo among those of the run. */
export interface PlainWay {
  readonly events: readonly (RunEvent | undefined)[]
  readonly passed: number
  readonly undoOrder: number
}

/** What they come to. */
export function plainHistory({ events, passed, undoOrder }: PlainWay): StepHistory {
  const history = new StepHistory()
  const order = () => undoOrder
  for (let stage = 0; stage < passed; stage++) {
    const event = events[stage]
    if (event !== undefined) noteEvent(history, event, order)
  }
  return history
}

/** The picture of the step that they are about. */
export function plainPicture(path: string, { events, passed }: PlainWay, history: StepHistory): StepView {
  const { status, attempt } = STAGES[passed - 1] ?? STAGES[0]
  const started = passed > 1 ? events[1] : undefined
  const succeeded = passed > 2 ? events[2] : undefined
  return picture({ path, status, attempt, arguments: started?.type === 'step.started' ? started.data.arguments : undefined, value: succeeded?.type === 'step.succeeded' ? succeeded.data.value : undefined }, history)
}
