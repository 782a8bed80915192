import { claim } from '../decide/decide.ts'
import type { Task } from '../state/run-state.ts'
import { concludeFailure, performAttempt } from './perform-attempt.ts'
import { performCheck, performCompensation, performUndo } from './perform-handler.ts'
import { performNext } from './perform-next.ts'
import { tell } from './performance.ts'
import type { Performer } from './performer.ts'
import type { RunTimers } from './run-timers.ts'

/** Carries out what the core has asked for. */
export function performTask(performer: Performer, task: Task, timers: RunTimers): void {
  switch (task.kind) {
    case 'attempt':
      claim(performer.state, task)
      return performAttempt(performer, task.step)
    case 'judge':
      return concludeFailure(performer, task.step, { error: task.error })
    case 'compensate':
      return performCompensation(performer, task.step, task)
    case 'check':
      return performCheck(performer, task.step)
    case 'undo':
      return performUndo(performer, task.step)
    case 'next':
      return performNext(performer, task.step)
    case 'pull':
      return performer.streams.pull(performer, task.step)
    case 'abort':
      return tell(task.step)
    case 'wait':
      return timers.wait(performer, task.timer)
  }
}
