import type { Person } from './presence.ts'

/** What a page that has a workflow open is told. */
export interface LiveMessage {
  /** The newest revision, and the page that saved it. */
  readonly saved?: { readonly revision: number; readonly session?: string; readonly name?: string }
  readonly removed?: true
  readonly people?: readonly Person[]
  /** Its versions, or what points at them, are others. */
  readonly versions?: true
  /** Runs of it have started or changed; told at most once in a second. */
  readonly runs?: true
  /** Its fixtures are others. */
  readonly fixtures?: true
  /** The library has a newer version of what it came from. */
  readonly update?: true
}
