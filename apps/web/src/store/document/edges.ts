import type { Step, WorkflowDocument } from '@eddy/workflow'
import { type Located, locate, resolveName, stepIndex } from './locate.ts'

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

const known = new WeakMap<WorkflowDocument, readonly Edge[]>()

/** All edges, computed once per document. */
export function edgesOf(document: WorkflowDocument): readonly Edge[] {
  let edges = known.get(document)
  if (!edges) {
    const all: Edge[] = []
    for (const found of stepIndex(document).values()) for (const edge of edgesInto(document, found)) all.push(edge)
    edges = all
    known.set(document, all)
  }
  return edges
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
function edgesInto(document: WorkflowDocument, found: Located): readonly Edge[] {
  const { step } = found
  if (!step.arguments?.length && !step.waitFor?.length && step.undo === undefined && step.compensate === undefined && step.check === undefined) return none
  const before = last.get(found)
  if (before?.names.every((name, at) => meaning(document, found, name) === before.meant[at])) return before.edges
  const names = namesIn(step)
  const edges = [...forwardEdges(document, found), ...handlerEdges(document, found.path, step)]
  last.set(found, { edges, names, meant: names.map((name) => meaning(document, found, name)) })
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
