import { claim } from '../decide/decide.ts'
import type { Task } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { concludeFailure, performAttempt } from './perform-attempt.ts'
import { performCheck, performCompensation, performUndo } from './perform-handler.ts'
import { performNext } from './perform-next.ts'
import { Performance } from './performance.ts'
import type { Performer } from './performer.ts'
import { settleTask } from './settle-task.ts'

/** Takes up a performance that waits for a host. */
export function perform(performer: Performer, task: Task): void {
  if (isStale(task)) return undefined
  switch (task.kind) {
    case 'attempt':
      claim(performer.state, task)
      return performAttempt(performer, task.step)
    case 'judge':
      return concludeFailure(performer, task.step, { error: task.error, inDoubt: performer.state.inDoubt.has(task.step) })
    case 'compensate':
      return performCompensation(performer, task.step, task)
    case 'check':
      return performCheck(performer, task.step)
    case 'settle':
      return settleTask(performer, task.step)
    case 'undo':
      return performUndo(performer, task.step)
    case 'next':
      return performNext(performer, task.step)
    case 'pull':
      return performer.streams.pull(performer, task.step)
    case 'abort':
      return tell(task.step)
    case 'wait':
      return performer.timers.wait(performer, task)
  }
}

/** The step has another duty now, or none: the drain may have ended before it was begun. */
function isStale(task: Task): boolean {
  if (task.kind === 'attempt') return task.step.duty !== 'rerun'
  return (task.kind === 'judge' || task.kind === 'compensate' || task.kind === 'check' || task.kind === 'undo') && task.step.duty !== task.kind
}

/** Tells what is in flight that its outcome is no longer wanted. */
export function tell(step: StepInstance): void {
  if (step.performance instanceof Performance) step.performance.abort()
}
