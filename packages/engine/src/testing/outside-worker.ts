import type { Json } from '@eddy/workflow'
import { openTasks, type OpenTask } from '../decide/open-tasks.ts'
import type { TaskInHand } from '../host/task-word.ts'
import type { Outcome } from '../port/step-executor.ts'
import type { TestRun } from './run-document.ts'

/** A claim, as a worker outside has to name it with each word. */
export interface HeldTask {
  readonly task: number
  readonly fence: number
  readonly held: TaskInHand
}

/** A script that leaves the call to workers outside. */
export const offer = (more: object = {}): (() => Outcome) => () => ({ kind: 'offer', queue: 'print', payload: { page: 1 }, leaseMs: 10_000, ...more })

export function tasksOf({ run }: TestRun): readonly OpenTask[] {
  return openTasks(run.state)
}

/** The first task that is open; throws where there is none. */
export function only(test: TestRun): OpenTask {
  const [task] = tasksOf(test)
  if (!task) throw new Error('there is no task')
  return task
}

export function claim(test: TestRun, worker = 'ada'): HeldTask {
  const held = test.run.task({ say: 'claim', task: only(test).task, worker })
  if (!held) throw new Error('nothing was claimed')
  return { task: held.task, fence: held.claim.fence, held }
}

export function complete(test: TestRun, { task, fence }: Pick<HeldTask, 'task' | 'fence'>, value: Json = 'done'): void {
  test.run.task({ say: 'complete', task, fence, outcome: { kind: 'ok', value } })
}

/** The code of what is thrown; undefined where nothing is. */
export function refused(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return (error as { readonly code?: string }).code
  }
  return undefined
}
