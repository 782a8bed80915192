import type { Step, WorkflowDocument } from '@eddy/workflow'
import { container } from '../document/measures.ts'
import { pathIn, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { allNames, uniqueName } from '../document/names.ts'
import { settled, standing } from '../document/open-space.ts'
import { positionsOf, rekeyPositions, withPositions } from '../document/positions.ts'
import { renameReferences } from '../document/references.ts'
import { returnOf, withReturn } from '../document/scope-return.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import { canGroup, type GroupPlan } from '../rule/can-group.ts'
import { command, type Command } from './command.ts'

/** Puts steps into one new container; what used the one of them that is used outside now uses the group. Ask `canGroup` first. */
export function groupSteps(document: WorkflowDocument, plan: GroupPlan): { readonly command: Command; readonly path: string } {
  const name = uniqueName('group', allNames(document))
  const many = plan.members.length === 1 ? '1 step' : `${plan.members.length} steps`
  return { command: command(`Group ${many}`, (now) => (canGroup(now, new Set(plan.members)).ok ? grouped(now, plan, name) : now)), path: pathIn(plan.scope, name) }
}

function grouped(document: WorkflowDocument, { scope, members, exit }: GroupPlan, name: string): WorkflowDocument {
  const own = new Set(members)
  const outside = pointedAt(document, own, name)
  const all = stepsOf(outside, scope)
  const isMember = (step: Step) => own.has(pathIn(scope, step.name))
  const inner = all.filter(isMember)
  const last = all.findLastIndex(isMember)
  const group: Step = { name, kind: 'group', steps: inner, ...(exit === undefined || exit === inner.at(-1)?.name ? {} : { return: exit }) }
  const nested = withSteps(outside, scope, all.flatMap((step, at) => (at === last ? [group] : isMember(step) ? [] : [step])))
  const result = returnOf(document, scope)
  const returning = result !== undefined && own.has(pathIn(scope, result)) ? withReturn(nested, scope, name) : nested
  return placed(document, returning, { scope, members: own, name })
}

/** What stays outside and used a member now uses the group. */
function pointedAt(document: WorkflowDocument, members: ReadonlySet<string>, name: string): WorkflowDocument {
  return mapSteps(document, (step, path, scope) =>
    isWithin(members, path) ? step : renameReferences(step, { document, scope, result: (target) => (members.has(target) ? name : undefined), waits: (target) => (members.has(target) ? [name] : undefined) }),
  )
}

function isWithin(members: ReadonlySet<string>, path: string): boolean {
  return members.has(path) || (path.includes('.') && isWithin(members, path.slice(0, path.lastIndexOf('.'))))
}

/** The members keep their places on the canvas: the group is drawn around them. */
function placed(before: WorkflowDocument, document: WorkflowDocument, at: { scope: Scope; members: ReadonlySet<string>; name: string }): WorkflowDocument {
  const { scope, members } = at
  const group = pathIn(scope, at.name)
  const parent = scope.kind === 'container' ? scope.path : undefined
  const into = (path: string) => `${group}.${parent === undefined ? path : path.slice(parent.length + 1)}`
  const boxes = [...standing(before, parent)].filter(([path]) => members.has(path))
  const left = Math.min(...boxes.map(([, { x }]) => x)) - container.padding
  const top = Math.min(...boxes.map(([, { y }]) => y)) - container.padding - container.header
  const kept = rekeyPositions(positionsOf(before), (path) => (isWithin(members, path) ? into(path) : path))
  const siblings = Object.fromEntries(Object.entries(settled(before, parent)).filter(([path]) => !members.has(path)))
  const inner = Object.fromEntries(boxes.map(([path, { x, y }]) => [into(path), [x - left, y - top]] as const))
  // not snapped: nothing may jump on the canvas
  return withPositions(document, { ...kept, ...siblings, ...inner, [group]: [left, top] })
}
