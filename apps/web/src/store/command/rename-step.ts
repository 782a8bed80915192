import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import { locate, pathIn, resolveName, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { positionsOf, rekeyPositions, withPositions } from '../document/positions.ts'
import { stepLabel } from '../document/step-label.ts'
import { command, type Command } from './command.ts'

/** The path that a step has under another name. */
export function renamedPath(document: WorkflowDocument, path: string, name: string): string {
  const found = locate(document, path)
  return found ? pathIn(found.scope, name) : path
}

/** Gives a step another name and rewrites all that refers to it. Expressions see arguments only, so no text changes. */
export function renameStep(document: WorkflowDocument, path: string, name: string): Command {
  const found = locate(document, path)
  return command(`Rename ${found ? stepLabel(found.step) : path} to ${name}`, (now) => {
    const target = locate(now, path)
    return target && target.step.name !== name ? renamed(now, { path, name, scope: target.scope }) : now
  })
}

interface Rename {
  readonly path: string
  readonly name: string
  readonly scope: Scope
}

function renamed(document: WorkflowDocument, { path, name, scope }: Rename): WorkflowDocument {
  const old = locate(document, path)?.step.name
  if (old === undefined) return document
  const next = mapSteps(document, (step, at, within) => {
    const refer = (other: string) => (other === old && resolveName(document, within, other) === path ? name : other)
    const own = at === path ? { ...step, name } : step
    const referring = scope.kind === 'handlers' ? withHandler(own, old, name) : withReferences(own, refer, elementRename(at, path, name))
    return holds(at, path, scope) ? withReturn(referring, old, name) : referring
  })
  const to = pathIn(scope, name)
  const placed = withPositions(next, rekeyPositions(positionsOf(next), (at) => (at === path ? to : at.startsWith(`${path}.`) ? to + at.slice(path.length) : at)))
  return scope.kind === 'root' && placed.return === old ? { ...placed, return: name } : placed
}

function holds(at: string, path: string, scope: Scope): boolean {
  return scope.kind === 'container' && scope.path === at && path.startsWith(`${at}.`)
}

/** Inside the renamed container its elements are called by its name. */
function elementRename(at: string, path: string, name: string): { readonly from: string; readonly to: string } | undefined {
  return at.startsWith(`${path}.`) ? { from: path.slice(path.lastIndexOf('.') + 1), to: name } : undefined
}

function withHandler(step: Step, old: string, name: string): Step {
  if (step.undo !== old && step.compensate !== old && step.check !== old) return step
  return {
    ...step,
    ...(step.undo === old ? { undo: name } : {}),
    ...(step.compensate === old ? { compensate: name } : {}),
    ...(step.check === old ? { check: name } : {}),
  }
}

function withReferences(step: Step, refer: (name: string) => string, element: { readonly from: string; readonly to: string } | undefined): Step {
  const args = changed(step.arguments, (argument): Argument => {
    const { from } = argument
    if ('result' in from) {
      const result = refer(from.result)
      return result === from.result ? argument : { ...argument, from: { result } }
    }
    return element && 'element' in from && from.element === element.from ? { ...argument, from: { element: element.to } } : argument
  })
  const waits = changed(step.waitFor, refer)
  if (args === step.arguments && waits === step.waitFor) return step
  return { ...step, ...(args ? { arguments: args } : {}), ...(waits ? { waitFor: waits } : {}) }
}

function withReturn(step: Step, old: string, name: string): Step {
  const branches = changed(step.branches, (branch) => (branch.return === old ? { ...branch, return: name } : branch))
  const own = step.return === old ? { ...step, return: name } : step
  return branches && branches !== step.branches ? { ...own, branches } : own
}

function changed<T>(list: readonly T[] | undefined, change: (item: T) => T): readonly T[] | undefined {
  if (!list) return undefined
  const next = list.map(change)
  return next.some((item, at) => item !== list[at]) ? next : list
}
