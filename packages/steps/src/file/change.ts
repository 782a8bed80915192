import type { Json } from '@eddy/workflow'
import type { NodeState } from './node-state.ts'
import type { Place } from './workspace-path.ts'

/** One thing that a step is about to change, and what it will then be. */
export type Target =
  /** What stands at the path as a whole. `movesTo`: it goes there unchanged, and comes back from there. */
  | { readonly aspect: 'content'; readonly at: Place; readonly after: NodeState; readonly movesTo?: Place }
  /** A folder that does not exist yet. `strict`: it is what the step is for, not just on the way. */
  | { readonly aspect: 'folder'; readonly at: Place; readonly strict: boolean }
  | { readonly aspect: 'mode'; readonly at: Place; readonly after: number }
  | { readonly aspect: 'owner'; readonly at: Place; readonly after: Owner }
  | { readonly aspect: 'times'; readonly at: Place; readonly after: number }

export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** What a step will do, worked out before anything is touched. Undone in the reverse order of `targets`. */
export interface Change {
  readonly targets: readonly Target[]
  readonly value: Json
  /** Makes the change; each target must go from its old state to its new one in one step, or through being absent. */
  readonly perform: (key: string) => Promise<void>
}
