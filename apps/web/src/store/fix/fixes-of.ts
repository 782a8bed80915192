import { removeInput } from '../command/remove-input.ts'
import { command } from '../command/command.ts'
import { locate } from '../document/locate.ts'
import { withReturn } from '../document/scope-return.ts'
import { type Fix, type FixRequest, type MakeFixes, meant } from './fix.ts'
import { badName, doubledArgument, doubledName, inputName } from './name-fixes.ts'
import { problemPlace, stepAt } from './problem-place.ts'
import { referenceFixes } from './reference-fixes.ts'
import { addAnUndo, addRetries, defaultLast, emptyContainer, limitRounds, removeHandler, removeStep } from './step-fixes.ts'

/** What helps, by the problem's code; only where it is obvious, and the best first. */
const stepFixes: { readonly [code: string]: MakeFixes } = {
  NO_RETRY_AFTER_PIVOT: addRetries,
  FAILURE_AFTER_IRREVERSIBLE: addRetries,
  NO_UNDO: addAnUndo,
  REDUNDANT_WAIT: referenceFixes,
  WAIT_IN_HANDLER: referenceFixes,
  UNKNOWN_STEP: referenceFixes,
  INNER_STEP: referenceFixes,
  UNKNOWN_HANDLER: referenceFixes,
  UNKNOWN_INPUT: referenceFixes,
  UNKNOWN_ELEMENT: referenceFixes,
  UNKNOWN_SECRET: referenceFixes,
  UNKNOWN_ARGUMENT: referenceFixes,
  ORIGIN_OUTSIDE_HANDLER: referenceFixes,
  DUPLICATE_NAME: doubledName,
  DUPLICATE_ARGUMENT: doubledArgument,
  BAD_NAME: badName,
  UNUSED_HANDLER: removeHandler,
  UNUSED_STEP: removeStep,
  EMPTY_CONTAINER: emptyContainer,
  UNLIMITED_REPEAT: limitRounds,
  DEFAULT_BRANCH_NOT_LAST: defaultLast,
}

const documentFixes: { readonly [code: string]: (request: FixRequest) => readonly Fix[] } = {
  DUPLICATE_NAME: inputName,
  BAD_NAME: inputName,
  UNUSED_INPUT: unusedInput,
  UNKNOWN_RETURN: unknownReturn,
}

/** The obvious ways out of a problem, each an edit; none when what to do is for a person to think about. */
export function fixesOf(request: FixRequest): readonly Fix[] {
  const { document, problem } = request
  const place = problemPlace(problem.path)
  const step = place && stepAt(document, place.step)
  if (!place || !step || problem.code === 'UNKNOWN_RETURN') return documentFixes[problem.code]?.(request) ?? []
  return stepFixes[problem.code]?.({ ...request, place, step, path: problem.step ?? step.name }) ?? []
}

function unusedInput({ document, problem }: FixRequest): readonly Fix[] {
  const input = document.inputs?.[Number(/^\/inputs\/(\d+)$/.exec(problem.path)?.[1])]
  return input ? [{ label: `Remove the input ${input.name}`, command: removeInput(input.name) }] : []
}

/** The last step is returned where nothing is said. */
function unknownReturn({ document, problem }: FixRequest): readonly Fix[] {
  const other = meant(problem)
  const owner = problem.step === undefined ? undefined : locate(document, problem.step)
  if (owner?.step.branches) return []
  const scope = owner ? ({ kind: 'container', path: owner.path } as const) : ({ kind: 'root' } as const)
  const last = (owner ? owner.step.steps : document.steps)?.at(-1)?.name
  return [other, last].flatMap((name, at, all) => (name === undefined || all.indexOf(name) !== at ? [] : [{ label: `Return ${name}`, command: command(`Return ${name}`, (now) => withReturn(now, scope, name)) }]))
}
