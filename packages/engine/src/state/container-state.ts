import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { StreamReference } from '../port/step-executor.ts'
import { OpenScopes } from './open-scopes.ts'
import type { ScopeInstance } from './scope-instance.ts'

/** What a container that has started keeps. */
export class ContainerState {
  /** Inner scopes at work, by index (0 where there is one). */
  readonly scopes = new OpenScopes<ScopeInstance>()
  /** Inner scopes that have ended and can still be undone. */
  readonly kept = new Map<number, ScopeInstance>()
  /** The elements of a list. */
  elements: readonly Json[] = []
  /** The source of a stream: elements come one by one. */
  stream: StreamState | null = null
  /** Elements, rounds or branches opened so far. */
  opened = 0
  /** How many of them have ended. */
  settled = 0
  failures = 0
  /** Results by index, or as they came; undefined: left out. */
  results: (Json | undefined)[] = []
  /** What a fold has come to. */
  accumulator: Json = null
  readonly deadLetters: { readonly index: number; readonly element: Json; readonly error: RunError }[] = []
  /** The highest attempt group that something inside has been raised to. */
  groups = 0
  /** It is tried again, after so many milliseconds, once what it has done is undone. */
  again: number | null = null
  /** Its own failure, which none of its scopes has brought about: they are taken down, then it is judged. */
  failure: RunError | undefined = undefined
  /** The branch that has won a race. */
  winner: ScopeInstance | null = null
}

export interface StreamState {
  readonly reference: StreamReference
  /** A host has been asked for the next element. */
  pulling: boolean
  /** No element follows. */
  ended: boolean
  /** Why it has broken off. */
  error: RunError | undefined
}
