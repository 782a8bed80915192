import { Refusal } from '../refusal.ts'

/** What a task is called everywhere: its run's id, and the number of the event that has offered it. */
export function taskId(runId: string, task: number): string {
  return `${runId}-${task}`
}

export function readTaskId(id: string): { readonly runId: string; readonly task: number } {
  const [, runId, task] = /^(.+)-(\d+)$/.exec(id) ?? []
  if (runId === undefined) throw new Refusal('NOT_FOUND', `There is no task "${id}"; a task's id is what a claim answers.`)
  return { runId, task: Number(task) }
}
