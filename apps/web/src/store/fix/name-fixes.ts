import type { WorkflowDocument } from '@eddy/workflow'
import { renameStep } from '../command/rename-step.ts'
import { command } from '../command/command.ts'
import { locate, pathIn, root } from '../document/locate.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { stepLabel } from '../document/step-label.ts'
import type { Fix, FixRequest, MakeFixes, StepFixRequest } from './fix.ts'
import { changeAt } from './problem-place.ts'

/** Two steps of one name: the second gets its own. What refers to the name goes on meaning the first. */
export const doubledName: MakeFixes = ({ document, place, step, path }) => {
  const scope = locate(document, path)?.scope ?? root
  const name = uniqueName(step.name, takenNames(document, scope))
  return [{ label: `Rename to ${name}`, command: changeAt(`Rename ${stepLabel(step)} to ${name}`, place.step, (now) => ({ ...now, name })), select: new Set([pathIn(scope, name)]) }]
}

export const doubledArgument: MakeFixes = ({ place, step }) => {
  const index = Number(place.rest[1])
  const argument = step.arguments?.[index]
  if (!argument) return []
  const name = uniqueName(argument.name, new Set(step.arguments?.map((each) => each.name)))
  return [{ label: `Rename to ${name}`, command: changeAt(`Rename the argument ${argument.name} of ${stepLabel(step)}`, place.step, (now) => ({ ...now, arguments: (now.arguments ?? []).map((each, at) => (at === index ? { ...each, name } : each)) })) }]
}

/** A name of forbidden letters: the nearest that is allowed, here and wherever it is referred to. */
export const badName: MakeFixes = (request) => (request.place.rest[0] === 'name' ? legalStepName(request) : doubledArgument(request))

function legalStepName({ document, path, step }: StepFixRequest): readonly Fix[] {
  const name = uniqueName(step.name, takenNames(document, locate(document, path)?.scope ?? root))
  const renamed = renameStep(document, path, name)
  return renamed.ok ? [{ label: `Rename to ${name}`, command: renamed.command, select: new Set([renamed.path]) }] : []
}

/** An input with the name of another, or of forbidden letters. */
export function inputName({ document, problem }: FixRequest): readonly Fix[] {
  const [, at] = /^\/inputs\/(\d+)\/name$/.exec(problem.path) ?? []
  const index = Number(at)
  const input = at === undefined ? undefined : document.inputs?.[index]
  if (!input) return []
  const name = uniqueName(input.name, new Set(document.inputs?.map((each) => each.name)))
  const change = (now: WorkflowDocument): WorkflowDocument => ({ ...now, inputs: (now.inputs ?? []).map((each, place) => (place === index ? { ...each, name } : each)) })
  return [{ label: `Rename to ${name}`, command: command(`Rename the input ${input.name}`, change) }]
}
