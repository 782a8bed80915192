import { renameStep, type Step, type WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../document/edges.ts'
import { type Located, locate, pathIn, sameScope } from '../document/locate.ts'
import { mapSteps } from '../document/map-steps.ts'
import { takenNames, uniqueName } from '../document/names.ts'
import { settled, standing } from '../document/open-space.ts'
import { positionsOf, rekeyPositions, withPositions } from '../document/positions.ts'
import { renameReferences } from '../document/references.ts'
import { resultOf, returnOf, withReturn } from '../document/scope-return.ts'
import { stepsOf, withSteps } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { isForward, waitingFor } from '../document/wires.ts'
import { command, type Command } from './command.ts'

export type Ungrouping = { readonly ok: true; readonly command: Command; readonly inner: ReadonlySet<string>; readonly lost: readonly string[] } | { readonly ok: false; readonly reason: string }

/** Takes the steps out of a group and the group away, or says why not. Policies of the group itself are lost and listed. */
export function ungroupSteps(document: WorkflowDocument, path: string): Ungrouping {
  const found = locate(document, path)
  if (!found) return { ok: false, reason: 'Select a group first.' }
  const label = stepLabel(found.step)
  if (found.step.kind !== 'group') return { ok: false, reason: `${label} is not a group, so it cannot be taken apart.` }
  if (!found.step.steps?.length) return { ok: false, reason: `${label} is empty: Shift+Delete takes it away and joins its neighbours.` }
  const freed = withFreeNames(document, found)
  const names = stepsIn(freed, path).map(({ name }) => pathIn(found.scope, name))
  const edit = command(`Ungroup ${label}`, (now) => {
    const group = locate(now, path)
    return group ? ungrouped(withFreeNames(now, group), path) : now
  })
  return { ok: true, command: edit, inner: new Set(names), lost: policies.flatMap(([field, words]) => (found.step[field] === undefined ? [] : [words])) }
}

const policies: readonly (readonly [keyof Step, string])[] = [
  ['config', 'its settings'],
  ['guards', 'its guards'],
  ['retry', 'its retries'],
  ['timeout', 'its timeout'],
  ['onError', 'its error rules'],
  ['undo', 'its undo'],
  ['compensate', 'its compensation'],
  ['reversible', 'that its steps stay when others are undone'],
]

function stepsIn(document: WorkflowDocument, path: string): readonly Step[] {
  return stepsOf(document, { kind: 'container', path })
}

/** Inner steps whose names are taken outside get others, wherever they are referred to. */
function withFreeNames(document: WorkflowDocument, group: Located): WorkflowDocument {
  const taken = takenNames(document, group.scope)
  taken.delete(group.step.name)
  // who used the group from deeper inside must not find a step of its own under the name
  for (const edge of edgesOf(document)) {
    if (edge.source !== group.path || !isForward(edge)) continue
    for (let at = locate(document, edge.target); at && !sameScope(at.scope, group.scope); at = locate(document, at.parent ?? '')) for (const name of takenNames(document, at.scope)) taken.add(name)
  }
  const inner = new Set(stepsIn(document, group.path).map(({ name }) => name))
  let next = document
  for (const name of inner) {
    if (!taken.has(name)) continue
    const free = uniqueName(name, new Set([...taken, ...inner]))
    const renamed = renameStep(next, pathIn({ kind: 'container', path: group.path }, name), free)
    if (renamed.ok) next = renamed.document
    taken.add(free)
  }
  return next
}

function ungrouped(document: WorkflowDocument, path: string): WorkflowDocument {
  const group = locate(document, path)
  if (!group) return document
  const { scope, step } = group
  const result = resultOf(document, { kind: 'container', path })
  const { starts, ends } = rims(document, path)
  const before = [...(step.waitFor ?? []), ...(step.arguments ?? []).flatMap(({ from }) => ('result' in from ? [from.result] : []))]
  const pointed = mapSteps(document, (other, at, around) => {
    if (at.startsWith(`${path}.`) || at === path) return other
    return renameReferences(other, { document, scope: around, result: (target) => (target === path ? result : undefined), waits: (target) => (target === path ? ends : undefined) })
  })
  // mapSteps keeps the group's own list: it is taken from the document whose lines were read
  const inner = stepsIn(document, path).map((other) => (starts.has(other.name) ? before.reduce((waiting, name) => waitingFor(waiting, name), other) : other))
  const flat = withSteps(pointed, scope, stepsOf(pointed, scope).flatMap((other) => (other.name === step.name ? inner : [other])))
  const wasLast = returnOf(document, scope) === undefined && stepsOf(document, scope).at(-1)?.name === step.name && inner.at(-1)?.name !== result
  const returning = result !== undefined && (wasLast || returnOf(document, scope) === step.name) ? withReturn(flat, scope, result) : flat
  return placed(document, returning, group)
}

/** Inner steps that nothing in the group comes before, by name, and those that nothing comes after. */
function rims(document: WorkflowDocument, path: string): { readonly starts: ReadonlySet<string>; readonly ends: readonly string[] } {
  const names = stepsIn(document, path).map(({ name }) => name)
  const head = (at: string) => (at.startsWith(`${path}.`) ? at.slice(path.length + 1).split('.')[0] : undefined)
  const fed = new Set<string>()
  const feeding = new Set<string>()
  for (const edge of edgesOf(document)) {
    const [from, to] = [head(edge.source), head(edge.target)]
    if (!isForward(edge) || from === undefined || to === undefined || from === to) continue
    feeding.add(from)
    fed.add(to)
  }
  return { starts: new Set(names.filter((name) => !fed.has(name))), ends: names.filter((name) => !feeding.has(name)) }
}

/** The steps keep their places on the canvas. */
function placed(before: WorkflowDocument, document: WorkflowDocument, { path, parent }: Located): WorkflowDocument {
  const out = (at: string) => (parent === undefined ? at.slice(path.length + 1) : `${parent}.${at.slice(path.length + 1)}`)
  const around = standing(before, parent)
  const group = around.get(path) ?? { x: 0, y: 0 }
  const kept = rekeyPositions(positionsOf(before), (at) => (at === path ? undefined : at.startsWith(`${path}.`) ? out(at) : at))
  const inner = Object.fromEntries([...standing(before, path)].map(([at, { x, y }]) => [out(at), [group.x + x, group.y + y]] as const))
  const siblings = Object.fromEntries(Object.entries(settled(before, parent)).filter(([at]) => at !== path))
  // not snapped: nothing may jump on the canvas
  return withPositions(document, { ...kept, ...siblings, ...inner })
}
