import type { Argument, Step, WorkflowDocument } from '@eddy/workflow'
import { containersAround } from '../document/inside.ts'
import { locate, pathIn, resolveName, root, type Scope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { allNames, uniqueName } from '../document/names.ts'
import { settled, standing } from '../document/open-space.ts'
import { positionsOf, rekeyPositions, snap, withPositions } from '../document/positions.ts'
import { returnOf, withReturn } from '../document/scope-return.ts'
import { stepLabel } from '../document/step-label.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import type { ExtractPlan } from './extract-plan.ts'
import { stepsWithin } from './handlers-of.ts'
import { portArguments } from './ports.ts'

export interface Composed {
  /** The name under which the workflow was kept. */
  readonly reference: string
  readonly title: string
}

/** The document with one step in place of the selection, and the path of that step. */
export function withoutExtracted(document: WorkflowDocument, plan: ExtractPlan, { reference, title }: Composed): { readonly document: WorkflowDocument; readonly path: string } {
  const { scope, members } = plan.enclosure
  const name = uniqueName(title, allNames(document))
  const own = new Set(members)
  const pivot = stepsWithin(document, members).some(({ role }) => role === 'pivot')
  const step: Step = {
    name,
    kind: 'compose',
    ...(stepLabel({ name }) === title ? {} : { title }),
    config: { workflow: reference },
    ...(plan.inputs.length ? { arguments: portArguments(plan.inputs) } : {}),
    ...(plan.waits.length ? { waitFor: plan.waits } : {}),
    // the point of no return is seen from here too
    ...(pivot ? { role: 'pivot' as const } : {}),
  }
  const pointed = mapSteps(document, (each, path, around) => ([path, ...containersAround(path)].some((at) => own.has(at)) ? each : pointedAt(document, each, { around, plan, name })))
  const all = stepsOf(pointed, scope)
  const isMember = ({ name: each }: Step) => own.has(pathIn(scope, each))
  const last = all.findLastIndex(isMember)
  const replaced = withSteps(pointed, scope, all.flatMap((each, at) => (at === last ? [step] : isMember(each) ? [] : [each])))
  const moved = new Set(plan.handlers.moved)
  const handled = moved.size ? withSteps(replaced, { kind: 'handlers' }, (replaced.handlers ?? []).filter((handler) => !moved.has(handler.name))) : replaced
  const result = returnOf(document, scope)
  const returning = result !== undefined && own.has(pathIn(scope, result)) ? withReturn(handled, scope, name) : handled
  return { document: placed(document, returning, { plan, name }), path: pathIn(scope, name) }
}

interface Pointing {
  readonly around: Scope
  readonly plan: ExtractPlan
  readonly name: string
}

/** What used a member now uses the step that stands for them all: its value, or one part of it. */
function pointedAt(document: WorkflowDocument, step: Step, { around, plan, name }: Pointing): Step {
  const scope = around.kind === 'handlers' ? root : around
  const members = new Set(plan.enclosure.members)
  let changed = false
  const args = step.arguments?.map((argument): Argument => {
    const path = 'result' in argument.from ? resolveName(document, scope, argument.from.result) : undefined
    const member = path !== undefined && members.has(path) ? locate(document, path)?.step.name : undefined
    if (member === undefined) return argument
    changed = true
    return { ...argument, from: { result: name }, ...(plan.returned.length > 1 ? { path: [member, ...(argument.path ?? [])] } : {}) }
  })
  const waitFor = step.waitFor?.map((each) => {
    const path = resolveName(document, scope, each)
    if (path === undefined || !members.has(path)) return each
    changed = true
    return name
  })
  if (!changed) return step
  return { ...step, ...(args ? { arguments: args } : {}), ...(waitFor ? { waitFor: [...new Set(waitFor)] } : {}) }
}

/** Where the first of them stood; everything else stays. */
function placed(before: WorkflowDocument, document: WorkflowDocument, { plan, name }: { readonly plan: ExtractPlan; readonly name: string }): WorkflowDocument {
  const { scope, members } = plan.enclosure
  const parent = scope.kind === 'container' ? scope.path : undefined
  const own = new Set([...members, ...plan.handlers.moved])
  const boxes = [...standing(before, parent)].flatMap(([path, place]) => (own.has(path) ? [place] : []))
  const first = boxes.reduce((best, place) => (place.x < best.x ? place : best), boxes[0] ?? { x: 0, y: 0 })
  const kept = rekeyPositions(positionsOf(before), (path) => ([path, ...containersAround(path)].some((at) => own.has(at)) ? undefined : path))
  const siblings = Object.fromEntries(Object.entries(settled(before, parent)).filter(([path]) => !own.has(path)))
  return withPositions(document, { ...kept, ...siblings, [pathIn(scope, name)]: [snap(first.x), snap(first.y)] })
}
