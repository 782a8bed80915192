import type { DocumentGraph } from '../graph.ts'

/** A line of the drawing that one version has and the other has not. */
export interface LineChange {
  readonly change: 'added' | 'removed'
  readonly kind: 'data' | 'wait' | 'undo' | 'compensate' | 'check'
  /** Paths of the steps at its ends; of a handler, its name. */
  readonly from: string
  readonly to: string
}

type Line = Omit<LineChange, 'change'>

/** Lines between the same two steps count once, however many arguments they carry. */
export function diffLines(before: DocumentGraph, after: DocumentGraph): readonly LineChange[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const only = (lines: ReadonlyMap<string, Line>, others: ReadonlyMap<string, Line>) => [...lines].flatMap(([key, line]) => (others.has(key) ? [] : [line]))
  return [...only(now, old).map((line): LineChange => ({ change: 'added', ...line })), ...only(old, now).map((line): LineChange => ({ change: 'removed', ...line }))]
}

function linesOf({ scopes, compensations }: DocumentGraph): ReadonlyMap<string, Line> {
  const forward = scopes.flatMap(({ path, edges }) => edges.map(({ kind, from, to }): Line => ({ kind, from: path === '' ? from : `${path}.${from}`, to: path === '' ? to : `${path}.${to}` })))
  const back = compensations.map(({ kind, from, to }): Line => ({ kind, from, to }))
  return new Map([...forward, ...back].map((line) => [`${line.kind} ${line.from} ${line.to}`, line]))
}
