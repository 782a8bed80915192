import type { View, WorkflowDocument } from '@eddy/workflow'

export type Positions = { readonly [path: string]: readonly [number, number] }

export function positionsOf(document: WorkflowDocument): Positions {
  return document.view?.positions ?? {}
}

/** Replaces the drawn places; an empty view leaves the document as small as it was. */
export function withPositions(document: WorkflowDocument, positions: Positions): WorkflowDocument {
  if (positions === document.view?.positions) return document
  const { positions: _, ...others } = document.view ?? {}
  const view: View = Object.keys(positions).length ? { ...others, positions } : others
  if (Object.keys(view).length) return { ...document, view }
  const { view: __, ...rest } = document
  return rest
}

/** Keeps the places of paths that still mean something, under their new path. */
export function rekeyPositions(positions: Positions, rekey: (path: string) => string | undefined): Positions {
  let changed = false
  const next: { [path: string]: readonly [number, number] } = {}
  for (const [path, place] of Object.entries(positions)) {
    const to = rekey(path)
    if (to !== path) changed = true
    if (to !== undefined) next[to] = place
  }
  return changed ? next : positions
}

/** Paths whose places are others, or are in one of the two only. */
export function movedPaths(before: Positions, after: Positions): readonly string[] {
  if (before === after) return []
  const paths: string[] = []
  for (const path in before) if (before[path] !== after[path]) paths.push(path)
  for (const path in after) if (before[path] === undefined) paths.push(path)
  return paths
}

export const grid = 16

export function snap(value: number): number {
  // never minus zero, which JSON does not know
  return Math.round(value / grid) * grid || 0
}
