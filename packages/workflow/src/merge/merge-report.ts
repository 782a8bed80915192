/** Two identical steps under different names. `{ [id]: { kind: "reuse" } }` among the choices makes one of them. */
export interface DuplicatedWork {
  /** `duplicate:incoming_name` */
  readonly id: string
  readonly base: string
  readonly incoming: string
  /** False where an inner step of the incoming document has the base's name and would be taken for it. */
  readonly reusable: boolean
}

/** What a merge does, or would do if its open clashes were resolved as suggested. Names are those of the merged document unless they say otherwise. */
export interface MergeReport {
  readonly steps: {
    readonly added: readonly string[]
    /** Base steps that stand for an incoming one. */
    readonly reused: readonly string[]
    /** From the incoming document's name. */
    readonly renamed: readonly Renamed[]
  }
  readonly inputs: {
    readonly added: readonly string[]
    readonly shared: readonly string[]
    readonly renamed: readonly Renamed[]
    /** Incoming inputs that a seam replaces. */
    readonly connected: readonly string[]
  }
  readonly duplicates: readonly DuplicatedWork[]
  /** Steps in the longest chain of top-level steps, a container counted once. */
  readonly criticalPath: { readonly base: number; readonly incoming: number; readonly merged: number }
}

export interface Renamed {
  readonly from: string
  readonly to: string
}
