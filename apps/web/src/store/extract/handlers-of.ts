import type { Step, WorkflowDocument } from '@eddy/workflow'
import { containersAround } from '../document/inside.ts'
import { stepIndex } from '../document/locate.ts'

/** The handlers that steps name, and those that these name in turn, in the order of the document. */
export function handlersOf(document: WorkflowDocument, members: readonly string[]): readonly Step[] {
  const own = new Set(members)
  const named = new Set<string>()
  const byName = new Map((document.handlers ?? []).map((handler) => [handler.name, handler]))
  const follow = (step: Step): void => {
    for (const name of [step.undo, step.compensate, step.check]) {
      const handler = name === undefined ? undefined : byName.get(name)
      if (!handler || named.has(handler.name)) continue
      named.add(handler.name)
      follow(handler)
    }
  }
  for (const { path, step } of stepIndex(document).values()) if ([path, ...containersAround(path)].some((at) => own.has(at))) follow(step)
  return (document.handlers ?? []).filter(({ name }) => named.has(name))
}

/** Of these handlers, those that other steps and handlers name as well. */
export function sharedHandlers(document: WorkflowDocument, members: readonly string[], handlers: readonly Step[]): ReadonlySet<string> {
  const own = new Set(members)
  const going = new Set(handlers.map(({ name }) => name))
  const shared = new Set<string>()
  const keep = (step: Step) => {
    for (const name of [step.undo, step.compensate, step.check]) if (name !== undefined && going.has(name)) shared.add(name)
  }
  for (const { path, step, scope } of stepIndex(document).values()) {
    const goes = scope.kind === 'handlers' ? going.has(step.name) : [path, ...containersAround(path)].some((at) => own.has(at))
    if (!goes) keep(step)
  }
  // what a shared one needs stays too
  for (const name of shared) {
    const handler = handlers.find((each) => each.name === name)
    if (handler) keep(handler)
  }
  return shared
}

/** All steps of a selection, those within them too. */
export function stepsWithin(document: WorkflowDocument, members: readonly string[]): readonly Step[] {
  const own = new Set(members)
  return [...stepIndex(document).values()].flatMap(({ path, step }) => ([path, ...containersAround(path)].some((at) => own.has(at)) ? [step] : []))
}
