import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Located, locate, resolveName, stepIndex } from './locate.ts'
import { derived } from './steps-change.ts'

export type EdgeKind = 'data' | 'wait' | 'undo' | 'compensate'

/** A line of the drawing. Data and wait lead forward; undo and compensate lead from a step to its handler. */
export interface Edge {
  readonly id: string
  readonly kind: EdgeKind
  readonly source: string
  readonly target: string
  /** Names of the arguments that a data edge feeds. */
  readonly label?: string
}

/** All edges, computed once per document. */
export function edgesOf(document: WorkflowDocument): readonly Edge[] {
  return all(document).edges
}

interface All {
  readonly edges: readonly Edge[]
  /** How many edges come before those that step `i` of the top level brings; empty where two of them have one name. */
  readonly starts: Uint32Array
  /** Names that meant nothing: a step that is called so changes what others mean. */
  readonly nothing: ReadonlySet<string>
}

const all = derived<All>({
  whole: (document) => {
    const edges: Edge[] = []
    const starts = new Uint32Array(document.steps.length + 1)
    const nothing = new Set<string>()
    let at = 0
    for (const found of stepIndex(document).values()) {
      if (found.scope.kind === 'root') starts[at++] = edges.length
      else if (found.parent === undefined && at === document.steps.length) starts[at++] = edges.length
      for (const edge of edgesInto(document, found, nothing)) edges.push(edge)
    }
    starts.fill(edges.length, at)
    return { edges, starts: namesake(document) ? new Uint32Array() : starts, nothing }
  },
  next: ({ value, before, at, gone, come }, document) => {
    if (value.starts.length === 0 || stepIndex(before).size - gone.length + come.length !== stepIndex(document).size || come.some(({ name }) => value.nothing.has(name))) return undefined
    const [from, to] = [value.starts[at] ?? 0, value.starts[at + gone.length] ?? 0]
    const stays = new Set(come.map(({ name }) => name))
    const left = new Set(gone.flatMap(({ name }) => (stays.has(name) ? [] : [name])))
    if (left.size && value.edges.some(({ source }, index) => left.has(source) && (index < from || index >= to))) return undefined
    const nothing = new Set(value.nothing)
    const fresh: Edge[] = []
    const starts = new Uint32Array(document.steps.length + 1)
    starts.set(value.starts.subarray(0, at))
    come.forEach(({ name }, index) => {
      starts[at + index] = from + fresh.length
      const found = locate(document, name)
      if (found) fresh.push(...edgesInto(document, found, nothing))
    })
    const shift = fresh.length - (to - from)
    for (let index = at + come.length, old = at + gone.length; index < starts.length; index++, old++) starts[index] = (value.starts[old] ?? 0) + shift
    return { edges: value.edges.slice(0, from).concat(fresh, value.edges.slice(to)), starts, nothing }
  },
})

function namesake({ steps }: WorkflowDocument): boolean {
  return new Set(steps.map(({ name }) => name)).size < steps.length
}

interface Resolved {
  readonly edges: readonly Edge[]
  /** What the step names, and what each name meant. */
  readonly names: readonly string[]
  readonly meant: readonly (string | undefined)[]
}

const last = new WeakMap<Located, Resolved>()
const none: readonly Edge[] = []

/** The edges that a step brings; the same ones as before while the step is the same and its names mean the same. */
function edgesInto(document: WorkflowDocument, found: Located, nothing: Set<string>): readonly Edge[] {
  const { step } = found
  if (!step.arguments?.length && !step.waitFor?.length && step.undo === undefined && step.compensate === undefined && step.check === undefined) return none
  const before = last.get(found)
  const names = before?.names ?? namesIn(step)
  const meant = names.map((name) => meaning(document, found, name))
  meant.forEach((path, at) => path === undefined && nothing.add(names[at] ?? ''))
  if (before && meant.every((path, at) => path === before.meant[at])) return before.edges
  const edges = [...forwardEdges(document, found), ...handlerEdges(document, found.path, step)]
  last.set(found, { edges, names, meant })
  return edges
}

function namesIn({ arguments: given = [], waitFor = [], undo, compensate, check }: Step): readonly string[] {
  const results = given.flatMap(({ from }) => ('result' in from ? [from.result] : []))
  return [...results, ...waitFor, ...[undo, compensate, check].flatMap((name) => (name === undefined ? [] : [`=${name}`]))]
}

/** Names of handlers begin with `=`: they are looked for elsewhere than names of steps. */
function meaning(document: WorkflowDocument, { scope }: Located, name: string): string | undefined {
  if (!name.startsWith('=')) return resolveName(document, scope, name)
  return locate(document, name.slice(1))?.scope.kind === 'handlers' ? name : undefined
}

function forwardEdges(document: WorkflowDocument, { path, step, scope }: Located): Edge[] {
  const labels = new Map<string, string[]>()
  for (const argument of step.arguments ?? []) {
    if (!('result' in argument.from)) continue
    const source = resolveName(document, scope, argument.from.result)
    if (source !== undefined) labels.set(source, [...(labels.get(source) ?? []), argument.name])
  }
  const data = [...labels].map(([source, names]): Edge => ({ id: edgeId('data', source, path), kind: 'data', source, target: path, label: names.join(', ') }))
  const waits = (step.waitFor ?? []).flatMap((name): Edge[] => {
    const source = resolveName(document, scope, name)
    return source === undefined || labels.has(source) ? [] : [{ id: edgeId('wait', source, path), kind: 'wait', source, target: path }]
  })
  return [...data, ...waits]
}

function handlerEdges(document: WorkflowDocument, path: string, step: Step): Edge[] {
  const edge = (kind: EdgeKind, target: string | undefined): Edge[] =>
    target !== undefined && locate(document, target)?.scope.kind === 'handlers' ? [{ id: edgeId(kind, path, target), kind, source: path, target }] : []
  return [...edge('undo', step.undo), ...edge('compensate', step.compensate), ...(step.check === step.compensate ? [] : edge('compensate', step.check))]
}

export function edgeId(kind: EdgeKind, source: string, target: string): string {
  return `${kind}:${source}>${target}`
}
