import type { Json } from '@eddy/workflow'

export type Settings = { readonly [name: string]: Json }

/** What stands before a host: how many calls it takes, and when it is left alone. */
export interface HostGates {
  readonly rate?: Settings
  readonly breaker?: Settings
}
