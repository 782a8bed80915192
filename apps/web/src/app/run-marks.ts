import { pinnedStep, type Trial, type WorkflowDocument } from '@eddy/workflow'
import type { CardMark, Marks } from '../canvas/card-marks.ts'
import { type Located, stepIndex } from '../store/document/locate.ts'
import { pinMark } from './editor-marks.ts'

/** In a run, who answered in a step's place, and what was left out of it. */
export function runMarks(document: WorkflowDocument, { pins, part }: Trial): Marks {
  const marks = new Map<string, CardMark>()
  for (const found of part ? stepIndex(document).values() : []) if (part && isLeftOut(part, found)) marks.set(found.path, { plan: 'skip' })
  for (const name of part?.reused ?? []) marks.set(name, { pin: { kind: 'past', text: 'it does nothing and returns what it returned in an earlier run' } })
  for (const [path, pin] of Object.entries(pins)) {
    const step = pinnedStep(path)
    if (marks.get(step)?.plan !== 'skip') marks.set(step, { pin: pinMark(pin) })
  }
  return marks
}

/** A part has no failure lane; handlers belong to whoever has them. */
function isLeftOut({ run, reused }: NonNullable<Trial['part']>, { path, scope }: Located): boolean {
  if (scope.kind === 'handlers' || scope.kind === 'failure') return scope.kind === 'failure'
  const top = path.split('.', 1)[0] ?? ''
  return !run.includes(top) && !reused.includes(top)
}
