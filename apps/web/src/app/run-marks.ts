import { pinnedStep, type Trial, type WorkflowDocument } from '@eddy/workflow'
import type { CardMark, Marks } from '../canvas/card-marks.ts'
import { stepIndex } from '../store/document/locate.ts'
import { pinMark } from './editor-marks.ts'

/** In a run, who answered in a step's place, and what was left out of it. */
export function runMarks(document: WorkflowDocument, { pins, part }: Trial): Marks {
  const marks = new Map<string, CardMark>()
  for (const { path, scope } of stepIndex(document).values()) {
    const top = path.split('.', 1)[0] ?? ''
    const took = part === undefined || part.run.includes(top) || part.reused.includes(top)
    if (scope.kind === 'failure' ? part !== undefined : scope.kind !== 'handlers' && !took) marks.set(path, { plan: 'skip' })
  }
  for (const name of part?.reused ?? []) marks.set(name, { pin: { kind: 'past', text: 'it does nothing and returns what it returned in an earlier run' } })
  for (const [path, pin] of Object.entries(pins)) {
    const step = pinnedStep(path)
    if (marks.get(step)?.plan !== 'skip') marks.set(step, { pin: pinMark(pin) })
  }
  return marks
}
