import type { Lease } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

/** Who comes to a gate: a run, or a container of it. */
export interface Comer {
  readonly gate: string
  readonly owner: string
  readonly runId: string
  /** The run's; an older one has nothing to say. */
  readonly fence: number
  /** Another for each coming. */
  readonly ticket: string
  /** How many may be inside. */
  readonly most: number
  /** For people to read. */
  readonly key: string
}

/** How it stands; undefined: the run is another server's by now. */
export type Place = { readonly inside: true } | { readonly inside: false; readonly ahead: number; readonly heldBy?: string } | undefined

export interface Admitted {
  readonly ticket: string
  readonly serverId: string
}

export interface Settling {
  readonly runs: readonly Lease[]
  /** As whom they are inside at most. */
  readonly owners: readonly string[]
}

export interface KeyStanding {
  readonly runId: string
  readonly key: string
  readonly most: number
  readonly underWay: number
  readonly ahead: number
  readonly heldBy: string | null
}

export interface LineOptions {
  readonly db: Database
  readonly serverId: string
  /** Somebody in line has been let in, on this server or another. */
  readonly onAdmitted: (admitted: Admitted) => void
}

/** Who is inside of gates, and who stands before them in the order of coming. Who is inside stays so whatever becomes of the process. */
export interface Line {
  /** Stands in line, and goes in where there is room. Asked again, it is as if once. */
  come(who: Comer): Promise<Place>
  /** How it stands now; whoever has come to be first meanwhile, without anybody to say so, is let in. */
  look(who: Comer): Promise<Place>
  /** Leaves, from inside or from the line; the next go in. */
  leave(who: Comer): Promise<void>
  /** Runs have been taken up: what they hold from before and not as these owners is free. */
  settle(settling: Settling): Promise<void>
  /** Those of the runs that wait for their turn before they begin. */
  standings(runIds: readonly string[]): Promise<readonly KeyStanding[]>
  /** Forgets what counts for nothing any more. */
  sweep(): Promise<void>
}
