import type { Argument, Source, Step } from '@eddy/workflow'
import { updateDocument } from '../command/update-document.ts'
import { withWaits } from '../command/connect.ts'
import { isName } from '@eddy/workflow'
import { stepLabel } from '../document/step-label.ts'
import { meant, type Fix, type MakeFixes, type StepFixRequest } from './fix.ts'
import { changeAt } from './problem-place.ts'

/** A name that leads nowhere: what was meant instead, and doing without it. */
export const referenceFixes: MakeFixes = (request) => {
  const [field, index] = request.place.rest
  if (field === 'waitFor') return waitFixes(request, Number(index))
  if (field === 'arguments') return argumentFixes(request, Number(index))
  if (field === 'undo' || field === 'compensate' || field === 'check') return handlerFixes(request, field)
  return []
}

function waitFixes({ problem, place, step }: StepFixRequest, index: number): readonly Fix[] {
  const name = step.waitFor?.[index]
  if (name === undefined) return []
  const other = meant(problem)
  const label = stepLabel(step)
  return [
    ...(other === undefined ? [] : [{ label: `Wait for ${other}`, command: changeAt(`Let ${label} wait for ${other}`, place.step, (now) => ({ ...now, waitFor: (now.waitFor ?? []).map((each, at) => (at === index ? other : each)) })) }]),
    { label: `Do not wait for ${name}`, command: changeAt(`Let ${label} not wait for ${name}`, place.step, (now) => withWaits(now, (now.waitFor ?? []).filter((_, at) => at !== index))) },
  ]
}

function argumentFixes(request: StepFixRequest, index: number): readonly Fix[] {
  const { problem, place, step } = request
  const argument = step.arguments?.[index]
  if (!argument) return []
  const other = meant(problem)
  const instead = other === undefined ? undefined : renamed(argument, other, place.rest)
  const label = stepLabel(step)
  return [
    ...(instead && other !== undefined ? [{ label: `Use ${other}`, command: changeAt(`Use ${other} in ${label}`, place.step, (now) => withArgument(now, index, instead)) }] : []),
    ...newInput(request, argument.from),
    { label: `Remove the argument ${argument.name}`, command: changeAt(`Remove the argument ${argument.name} of ${label}`, place.step, (now) => withArgument(now, index, undefined)) },
  ]
}

/** The argument with what was meant in place of what is said: its own name, or the name that its source says. */
function renamed(argument: Argument, other: string, rest: readonly string[]): Argument | undefined {
  if (rest.at(-1) === 'name') return { ...argument, name: other }
  const { from } = argument
  const source: Source | undefined = 'result' in from ? { result: other } : 'input' in from ? { input: other } : 'element' in from ? { element: other } : 'secret' in from ? { secret: other } : undefined
  return source && { ...argument, from: source }
}

function newInput({ problem, document }: StepFixRequest, from: Source): readonly Fix[] {
  if (problem.code !== 'UNKNOWN_INPUT' || !('input' in from) || !isName(from.input)) return []
  const { input } = from
  return [{ label: `Add the input ${input}`, command: { ...updateDocument({ inputs: [...(document.inputs ?? []), { name: input }] }), label: `Add the input ${input}` } }]
}

function withArgument(step: Step, index: number, argument: Argument | undefined): Step {
  const next = (step.arguments ?? []).flatMap((each, at) => (at !== index ? [each] : argument ? [argument] : []))
  const { arguments: _, ...rest } = step
  return next.length ? { ...step, arguments: next } : rest
}

function handlerFixes({ problem, place, step }: StepFixRequest, field: 'undo' | 'compensate' | 'check'): readonly Fix[] {
  const name = step[field]
  const other = meant(problem)
  const label = stepLabel(step)
  return [
    ...(other === undefined ? [] : [{ label: `Use ${other}`, command: changeAt(`Use ${other} for ${label}`, place.step, (now) => ({ ...now, [field]: other })) }]),
    {
      label: `Remove the reference to ${name ?? 'it'}`,
      command: changeAt(`Remove ${field} of ${label}`, place.step, (now) => {
        const { [field]: _, ...rest } = now
        return rest
      }),
    },
  ]
}
