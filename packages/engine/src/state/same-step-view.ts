import { sameTask } from '../decide/open-tasks.ts'
import type { StepView } from './run-view.ts'

/** Whether nothing of a step's picture has changed. Values are compared by identity: the engine never changes them in place. */
export function sameStepView(a: StepView, b: StepView): boolean {
  return (
    a.status === b.status &&
    a.attempt === b.attempt &&
    a.attempts === b.attempts &&
    a.dueAt === b.dueAt &&
    a.undo === b.undo &&
    sameTimes(a, b) &&
    a.arguments === b.arguments &&
    a.value === b.value &&
    a.error === b.error &&
    sameBeginning(a, b) &&
    sameElements(a.elements, b.elements) &&
    sameTask(a.task, b.task)
  )
}

function sameBeginning(a: StepView, b: StepView): boolean {
  return a.branch === b.branch && a.gates === b.gates && a.refusal === b.refusal
}

function sameTimes(a: StepView, b: StepView): boolean {
  return a.readyAt === b.readyAt && a.startedAt === b.startedAt && a.endedAt === b.endedAt
}

export function sameElements(a: StepView['elements'], b: StepView['elements']): boolean {
  if (a === b || !a || !b) return a === b
  return a.total === b.total && a.succeeded === b.succeeded && a.running === b.running && a.failed === b.failed
}
