import type { Input, Json, Options, Step } from '../document.ts'

/** A workflow told as what it does unlike another one. Its document is made by `applyExtension`; changes of the base reach it by `updateExtension`. */
export interface WorkflowExtension {
  readonly eddy: 1
  readonly name: string
  readonly title?: string
  readonly description?: string
  /** `base` or `base@version`. */
  readonly extends: string
  /** Applied in order: each sees what the ones before it did, new names included. */
  readonly patches: readonly Patch[]
}

/** Steps, handlers and steps of the failure lane are named by their path, `trip.reserve_hotel`. */
export type Patch =
  | { readonly op: 'set'; readonly step: string; readonly field: string; readonly value: Json }
  | { readonly op: 'unset'; readonly step: string; readonly field: string }
  /**
   * After a step in its list; without `after` at the end of the forward steps or of `lane`. A document that does not say what it
   * returns then returns the added step: use `return` to say otherwise.
   */
  | { readonly op: 'add'; readonly step: Step; readonly after?: string; readonly lane?: 'handlers' | 'failure' }
  | { readonly op: 'remove'; readonly step: string }
  /** `to` is a name, not a path. */
  | { readonly op: 'rename'; readonly step: string; readonly to: string }
  /** A null takes the option away. */
  | { readonly op: 'option'; readonly field: keyof Options; readonly value: Json }
  /** Adds an input or replaces the one of that name. */
  | { readonly op: 'input'; readonly input: Input }
  | { readonly op: 'return'; readonly step: string }
