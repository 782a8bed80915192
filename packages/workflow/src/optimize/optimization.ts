import type { Catalog } from '../catalog.ts'
import type { Json, WorkflowDocument } from '../document.ts'

/** What may be done, in the order in which it is tried. */
export const optimizePasses = ['fold', 'dedupe', 'async', 'widen', 'waits'] as const
export type OptimizePass = (typeof optimizePasses)[number]

/** One thing that was changed, and why nothing comes of it but time. */
export interface Optimization {
  readonly pass: OptimizePass
  /** Path of the step. */
  readonly step: string
  readonly message: string
}

export interface OptimizeOptions {
  readonly catalog: Pick<Catalog, 'get'>
  /** All when left out. */
  readonly passes?: readonly OptimizePass[]
  /** Computes an expression over an arguments object; without it nothing is folded. A rejection leaves the step as it is. */
  readonly evaluate?: (expr: string, root: { readonly [name: string]: Json }) => Json | Promise<Json>
}

/** How large a workflow is, and how long it takes at least. */
export interface WorkflowFigures {
  readonly steps: number
  readonly waits: number
  /** Steps of the longest chain: what bounds a run from below however much runs at once. */
  readonly longest: number
}

export interface Optimized {
  readonly document: WorkflowDocument
  readonly changes: readonly Optimization[]
  readonly before: WorkflowFigures
  readonly after: WorkflowFigures
}

/** A document with one change made, or undefined where there is none to make. */
export interface Improvement {
  readonly document: WorkflowDocument
  readonly change: Optimization
}
