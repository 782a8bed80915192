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
    edges = [...stepIndex(document).values()].flatMap((found) => [...forwardEdges(document, found), ...handlerEdges(document, found.path, found.step)])
    known.set(document, edges)
  }
  return edges
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
