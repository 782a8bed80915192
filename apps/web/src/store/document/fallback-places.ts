import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from './edges.ts'
import type { Located, Scope } from './locate.ts'
import { gap } from './measures.ts'

export interface Siblings {
  readonly document: WorkflowDocument
  readonly children: readonly Located[]
  readonly sizes: ReadonlyMap<string, { readonly width: number; readonly height: number }>
  /** Room that the lane under a step takes. */
  readonly lane: (path: string) => number
}

/** A plain drawing for steps that have never been placed: a column per distance from the start, rows in declaration order. */
export function fallbackPlaces({ document, children, sizes, lane }: Siblings): ReadonlyMap<string, { x: number; y: number }> {
  const column = columns(document, children)
  const widths: number[] = []
  for (const { path } of children) {
    const at = column.get(path) ?? 0
    widths[at] = Math.max(widths[at] ?? 0, sizes.get(path)?.width ?? 0)
  }
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width + gap.column, 0))
  const heightOf = (path: string) => (sizes.get(path)?.height ?? 0) + lane(path)
  const bottoms: number[] = []
  const places = new Map<string, { x: number; y: number }>()
  let branch: number | undefined
  let top = 0
  for (const { path, scope } of children) {
    const row = rowOf(scope)
    if (branch !== undefined && row !== branch) top = Math.max(top, ...bottoms.splice(0).filter((bottom) => bottom !== undefined))
    branch = row
    const at = column.get(path) ?? 0
    const y = bottoms[at] ?? top
    places.set(path, { x: lefts[at] ?? 0, y })
    bottoms[at] = y + heightOf(path) + gap.row
  }
  return places
}

/** Branches stand under each other; what hangs on nothing comes last. */
function rowOf(scope: Scope): number {
  if (scope.kind === 'container') return scope.branch ?? 0
  return scope.kind === 'root' ? 0 : 1000
}

/** The length of the longest way to each child; a cycle ends where it closes. */
function columns(document: WorkflowDocument, children: readonly Located[]): ReadonlyMap<string, number> {
  const own = new Set(children.map((child) => child.path))
  const before = new Map<string, string[]>()
  for (const edge of edgesOf(document)) {
    if (edge.kind !== 'data' && edge.kind !== 'wait') continue
    const target = ancestorIn(own, edge.target)
    if (target === undefined || !own.has(edge.source) || target === edge.source) continue
    before.set(target, [...(before.get(target) ?? []), edge.source])
  }
  const depth = new Map<string, number>()
  const visit = (path: string): number => {
    const done = depth.get(path)
    if (done !== undefined) return done
    depth.set(path, 0)
    const at = Math.max(-1, ...(before.get(path) ?? []).map(visit)) + 1
    depth.set(path, at)
    return at
  }
  for (const child of children) visit(child.path)
  return depth
}

/** The one of these paths that is, or is around, this path. */
export function ancestorIn(paths: ReadonlySet<string>, path: string): string | undefined {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
    if (paths.has(at)) return at
    if (!at.includes('.')) return undefined
  }
}
