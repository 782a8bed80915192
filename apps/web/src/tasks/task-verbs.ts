import type { PaletteGroup } from '../ui/palette-group.ts'
import type { AskedOfTask, TaskRow } from './task-types.ts'

export interface TaskVerb {
  readonly verb: AskedOfTask['verb']
  readonly title: string
}

/** What a person can do in place of a worker, as the task stands. */
export function taskVerbs({ status, over }: Pick<TaskRow, 'status' | 'over'>): readonly TaskVerb[] {
  // nobody would be offered what its run has ended without
  const back: readonly TaskVerb[] = status === 'claimed' && !over ? [{ verb: 'take-back', title: 'Take back' }] : []
  return status === 'held' ? back : [...back, { verb: 'complete', title: 'Complete' }, { verb: 'fail', title: 'Fail' }]
}

/** `print of queue paper`. */
export function nameOfTask({ step, queue }: Pick<TaskRow, 'step' | 'queue'>): string {
  return `${step} of queue ${queue}`
}

/** The same for the command palette, a group for each task. */
export function taskCommands(rows: readonly TaskRow[], ask: (asked: AskedOfTask) => void): readonly PaletteGroup[] {
  return rows.map((task) => ({
    title: `${nameOfTask(task)}, ${task.workflow}`,
    commands: taskVerbs(task).map(({ verb, title }) => ({ id: `task-${verb}-${task.taskId}`, title: `${title} ${nameOfTask(task)} …`, detail: task.workflow, act: () => ask({ verb, task }) })),
  }))
}
