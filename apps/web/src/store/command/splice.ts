import type { Argument, Catalog, Step, WorkflowDocument } from '@eddy/workflow'
import { requiredArguments, resultFits } from '../document/argument-fits.ts'
import type { Edge } from '../document/edges.ts'
import { locate, pathIn, resolveName, sameScope, type Scope } from '../document/locate.ts'
import { card, gap } from '../document/measures.ts'
import { allNames, uniqueName } from '../document/names.ts'
import { pushed, standing } from '../document/open-space.ts'
import { grid } from '../document/positions.ts'
import { stepsOf, updateStep, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { argumentsOver, edgeOf, isForward, isUnconnected, waitingFor } from '../document/wires.ts'
import { canConnect, type Verdict } from '../rule/can-connect.ts'
import { command, type Command, gliding } from './command.ts'
import { withWaits } from './connect.ts'
import { withPlaces } from './move-steps.ts'

export interface Splice {
  /** The id of the edge. */
  readonly edge: string
  /** A step to add, or the path of one that stands in the same scope without a line. */
  readonly step: Step | string
  readonly catalog: Catalog
}

/** Where a step that goes into an edge belongs: where the line starts, but never out of the failure lane. Nothing for lines to handlers. */
export function spliceScope(document: WorkflowDocument, edge: Edge): Scope | undefined {
  const [from, to] = [locate(document, edge.source), locate(document, edge.target)]
  if (!from || !to || !isForward(edge)) return undefined
  return to.scope.kind === 'failure' ? to.scope : from.scope
}

/** Whether a step that is drawn already may go into an edge. */
export function canSplice(document: WorkflowDocument, edgeId: string, path: string): Verdict {
  const edge = edgeOf(document, edgeId)
  const scope = edge && spliceScope(document, edge)
  const found = locate(document, path)
  if (!scope || !found) return { ok: false, reason: 'Only a line between two forward steps takes a step in.' }
  const label = stepLabel(found.step)
  if (!sameScope(found.scope, scope)) return { ok: false, reason: `${label} is in another container than that line.` }
  if (!isUnconnected(document, path)) return { ok: false, reason: `${label} has lines of its own, so it was moved and not put into the line.` }
  const into = canConnect(document, edge.source, path)
  return into.ok ? canConnect(document, path, edge.target) : into
}

/** Why the target keeps its argument and only waits for the spliced step; nothing when the result goes on. */
export function spliceMisfit(document: WorkflowDocument, { edge: id, step, catalog }: Splice): string | undefined {
  const edge = edgeOf(document, id)
  const middle = typeof step === 'string' ? locate(document, step)?.step : step
  const target = edge && locate(document, edge.target)?.step
  if (!edge || !middle || !target || edge.kind !== 'data') return undefined
  const over = argumentsOver(document, edge)
  const [argument] = over
  const [to, through] = [stepLabel(target), stepLabel(middle)]
  if (over.length > 1) return `${to} keeps its ${over.length} arguments and waits for ${through}: one result cannot stand for all of them.`
  if (argument && !resultFits(catalog.get(middle.kind), catalog.get(target.kind), argument.name))
    return `${to} keeps its argument ${argument.name} and waits for ${through}, whose result is of another shape.`
  return undefined
}

/** A new step under a name that means it even where the line ends, inside of containers with names of their own. */
export function forSplice(document: WorkflowDocument, step: Step): Step {
  const name = uniqueName(step.name, allNames(document))
  return name === step.name ? step : { ...step, name }
}

/** Puts a step into an edge: what the edge passed on goes to the step, and the step's result to the old target where that fits. */
export function splice(document: WorkflowDocument, request: Splice): Command {
  const { edge: id, step } = request
  const middle = typeof step === 'string' ? locate(document, step)?.step : step
  const edit = command(`Insert ${middle ? stepLabel(middle) : 'step'}`, (now) => {
    const edge = edgeOf(now, id)
    const scope = edge && spliceScope(now, edge)
    if (!edge || !scope) return now
    const path = typeof step === 'string' ? step : pathIn(scope, step.name)
    const added = typeof step === 'string' ? now : withSteps(now, scope, inOrder(now, scope, { edge, step }))
    return rewired(placedBetween(added, edge, path), { edge, path, request })
  })
  return gliding(edit)
}

/** The steps of a scope with a new one before the target, so that the last one, which is the result, stays the last. */
function inOrder(document: WorkflowDocument, scope: Scope, { edge, step }: { edge: Edge; step: Step }): readonly Step[] {
  const steps = stepsOf(document, scope)
  const before = steps.findIndex(({ name }) => edge.target === pathIn(scope, name) || edge.target.startsWith(`${pathIn(scope, name)}.`))
  return before === -1 ? [...steps, step] : [...steps.slice(0, before), step, ...steps.slice(before)]
}

function rewired(document: WorkflowDocument, { edge, path, request }: { edge: Edge; path: string; request: Splice }): WorkflowDocument {
  const source = locate(document, edge.source)?.step
  const middle = locate(document, path)?.step
  if (!source || !middle) return document
  const over = argumentsOver(document, edge)
  const passes = edge.kind === 'data' && spliceMisfit(document, { ...request, step: path }) === undefined
  const fed = updateStep(document, path, (step) => (edge.kind === 'data' ? taking(step, over, request.catalog) : waitingFor(step, source.name)))
  return updateStep(fed, edge.target, (step) => {
    const waits = withoutSource(document, step, edge)
    if (!passes) return waitingFor(edge.kind === 'wait' ? waits : step, middle.name)
    return { ...waits, arguments: (step.arguments ?? []).map((argument): Argument => (over.includes(argument) ? { name: argument.name, from: { result: middle.name } } : argument)) }
  })
}

function withoutSource(document: WorkflowDocument, step: Step, edge: Edge): Step {
  const scope = locate(document, edge.target)?.scope
  const waits = step.waitFor?.filter((name) => !scope || resolveName(document, scope, name) !== edge.source)
  return waits && waits.length !== step.waitFor?.length ? withWaits(step, waits) : step
}

/** A kind that needs an argument of a certain name gets it under that name. */
function taking(step: Step, over: readonly Argument[], catalog: Catalog): Step {
  const own = step.arguments ?? []
  const taken = new Set(own.map(({ name }) => name))
  const [needed] = requiredArguments(catalog.get(step.kind)).filter((name) => !taken.has(name))
  const added = over.map((argument, at): Argument => {
    const free = taken.has(argument.name) ? uniqueName(argument.name, taken) : argument.name
    const name = at === 0 && needed !== undefined ? needed : free
    taken.add(name)
    return name === argument.name ? argument : { ...argument, name }
  })
  return { ...step, arguments: [...own, ...added] }
}

/** In the middle of the line; where that is too narrow, what stands right of it moves away by the step's width. */
function placedBetween(document: WorkflowDocument, edge: Edge, path: string): WorkflowDocument {
  const parent = locate(document, path)?.parent
  const around = standing(document, parent)
  const [from, to, own] = [around.get(edge.source), around.get(within(edge.target, around)), around.get(path) ?? card]
  if (!from || !to) return document
  const forward = to.x >= from.x + from.width
  const by = forward ? roomFor(own.width, to.x - from.x - from.width) : 0
  const room = by ? pushed(document, { parent, axis: 'x', from: to.x, by, except: path }) : {}
  const x = (from.x + (forward ? from.width + to.x + by - own.width : to.x)) / 2
  const middle = (from.y + from.height / 2 + to.y + to.height / 2) / 2
  const y = forward ? middle - own.height / 2 : middle + own.height
  const kept = Object.fromEntries([...around].filter(([other]) => other !== path).map(([other, place]) => [other, [place.x, place.y] as const]))
  return withPlaces(document, { ...kept, ...room, [path]: [x, y] })
}

/** How far the steps behind move: the width of what comes in, and more only where lines would have no room left to be seen. */
function roomFor(width: number, gapNow: number): number {
  if (gapNow >= width + gap.column) return 0
  return width + Math.max(0, Math.ceil((gap.column - gapNow) / grid) * grid)
}

/** The one of the drawn cards that is, or is around, a path. */
function within(path: string, around: ReadonlyMap<string, unknown>): string {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) if (around.has(at) || !at.includes('.')) return at
}
