import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import { locate, resolveName, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'

/** Whether a step, or one that it is in, goes. */
export type Gone = (path: string) => boolean

/**
 * Steps that stay are given what the steps that go were given: the inverse of putting a step into a line. That means something only where the one
 * that goes was given a single result, and what it made of it was passed on whole. What a container came to is made inside.
 */
export function passOn(document: WorkflowDocument, gone: Gone): WorkflowDocument {
  return mapSteps(document, (step, path, scope) => {
    if (gone(path) || !step.arguments) return step
    const next = step.arguments.map((argument) => passedOn(document, { argument, scope, gone }) ?? argument)
    return next.every((argument, at) => argument === step.arguments?.[at]) ? step : { ...step, arguments: next }
  })
}

/** The arguments of steps that stay which nothing gives any more, by path. */
export function lostArguments(document: WorkflowDocument, gone: Gone): ReadonlyMap<string, readonly string[]> {
  const lost = new Map<string, readonly string[]>()
  mapSteps(document, (step, path, scope) => {
    const names = gone(path) ? [] : (step.arguments ?? []).filter((argument) => giverOf(document, { argument, scope, gone }) && !passedOn(document, { argument, scope, gone })).map(({ name }) => name)
    if (names.length) lost.set(path, names)
    return step
  })
  return lost
}

interface Given {
  readonly argument: Argument
  readonly scope: Scope
  readonly gone: Gone
}

/** The step that gives an argument, where that goes. */
function giverOf(document: WorkflowDocument, { argument: { from }, scope, gone }: Given) {
  const path = 'result' in from ? resolveName(document, scope, from.result) : undefined
  return path !== undefined && gone(path) ? locate(document, path) : undefined
}

/** The single result that a step is given; a container has what it holds besides. */
function onlyResult({ arguments: args = [], steps, branches }: Step): Argument | undefined {
  const [only, other] = args.filter(({ from }) => 'result' in from)
  return other || steps || branches ? undefined : only
}

/** The argument as it is given once its giver is gone; nothing where it is not, or where that stays. */
function passedOn(document: WorkflowDocument, given: Given): Argument | undefined {
  let { argument, scope } = given
  for (let giver = giverOf(document, given); giver; giver = giverOf(document, { argument, scope, gone: given.gone })) {
    const only = onlyResult(giver.step)
    if (!only || argument.path !== undefined || argument.transform !== undefined) return undefined
    argument = only
    scope = giver.scope
  }
  const { from, path, transform } = argument
  if (argument === given.argument || !('result' in from)) return undefined
  // the same name may mean another step there
  if (resolveName(document, given.scope, from.result) !== resolveName(document, scope, from.result)) return undefined
  return { ...given.argument, from, ...(path === undefined ? {} : { path }), ...(transform === undefined ? {} : { transform }) }
}
