import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import { OpenScopes } from './open-scopes.ts'
import type * as tree from './run-tree.ts'

/** What a container that has started keeps. */
export class ContainerState implements tree.ContainerState {
  readonly scopes = new OpenScopes<tree.ScopeInstance>()
  readonly kept = new Map<number, tree.ScopeInstance>()
  elements: readonly Json[] = []
  stream: tree.StreamState | null = null
  opened = 0
  settled = 0
  failures = 0
  results: (Json | undefined)[] = []
  accumulator: Json = null
  readonly deadLetters: { readonly index: number; readonly element: Json; readonly error: RunError }[] = []
  groups = 0
  again: number | null = null
  failure: RunError | undefined = undefined
  winner: number | null = null
}
