import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey } from '../file/file-step.ts'
import { fieldOf } from '../agent-task/offline/reading.ts'
import { changeWorker, workerFrom } from './roster.ts'

/** Makes a worker what it was before the step. UNDO_CONFLICT when another step has started or stopped it since. */
export async function undoWorker({ request, services: { keyedState } }: Job<unknown>): Promise<Outcome> {
  const value: Json = request.undoing?.value ?? null
  const name = fieldOf(value, 'name')
  // an answer that was not its own, such as one that an error rule gave, is nothing to take back
  if (typeof name !== 'string') return { kind: 'ok', value: null }
  const by = effectKey(request)
  const was = workerFrom(fieldOf(value, 'was'))
  await changeWorker(keyedState, name, (now) => {
    if (now === undefined || (was !== undefined && now.by === was.by)) return was
    if (now.by !== by) throw new StepProblem({ code: 'UNDO_CONFLICT', message: `another step has made the worker "${name}" ${now.state} since; it was left as it is`, retryable: false })
    return was
  })
  return { kind: 'ok', value: null }
}
