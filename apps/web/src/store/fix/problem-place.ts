import { mapSteps, type Step, type WorkflowDocument } from '@eddy/workflow'
import { command, type Command } from '../command/command.ts'

export interface ProblemPlace {
  /** The JSON pointer of the step. Two steps of one name have one path but two pointers. */
  readonly step: string
  /** What follows within the step. */
  readonly rest: readonly string[]
}

const stepPart = /^(?:\/(?:steps|handlers|failure\/steps|branches\/\d+\/steps)\/\d+)+/

/** Where a problem's pointer leads; nothing when it is not within a step. */
export function problemPlace(pointer: string): ProblemPlace | undefined {
  const [step] = stepPart.exec(pointer) ?? []
  return step === undefined ? undefined : { step, rest: pointer.slice(step.length).split('/').slice(1) }
}

export function stepAt(document: WorkflowDocument, pointer: string): Step | undefined {
  let found: Step | undefined
  mapSteps(document, (step, at) => {
    if (at === pointer) found = step
    return step
  })
  return found
}

/** Changes the step at a pointer. */
export function changeAt(label: string, pointer: string, change: (step: Step) => Step): Command {
  return command(label, (document) => mapSteps(document, (step, at) => (at === pointer ? change(step) : step)))
}
