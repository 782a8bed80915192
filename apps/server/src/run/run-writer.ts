import type { Journal, RunEvent, RunHandle, RunState } from '@eddy/engine'
import type { Lease } from '../cluster/run-leases.ts'

interface Pending {
  readonly done: Promise<void>
}

/** What the row of a run says to lists. */
export type Told = Pick<RunState, 'status' | 'error'> & { readonly undone: number; readonly left: number }

/** The store's side of a writer. */
export interface Sink {
  readonly append: (writer: RunWriter, events: readonly RunEvent[]) => Pending
  /** Whether the batch is still on its way into the database. */
  readonly pending: (batch: Pending) => boolean
}

const never = new Promise<never>(() => undefined)

/** Writes the events of one run under one lease. Once the lease is lost nothing is stored, and nothing that waits for it goes on. */
export class RunWriter implements Journal, Lease {
  readonly runId: string
  readonly fence: number
  lost = false
  /** This process has let go of the run; what was appended before is still stored. */
  released = false
  /** Whether the workbench may hold something of the run; not known of one that was taken up. */
  hasOpenUndos = true
  /** The run as it stands, for what its row says; set by whoever drives it, before anything else can happen. */
  state: () => RunState | undefined = () => undefined
  /** Nothing happens to the run until what this returns is called. */
  hold: RunHandle['hold'] = () => undefined
  /** The next snapshot of the run is taken once its log is as long; 0: as soon as it is long at all. */
  snapshotDue = 0
  /** There may be one in the database. */
  hasSnapshot = false
  /** What the row says as far as it is known here. */
  told: Told | undefined
  #sink: Sink
  #last: Pending | undefined

  constructor({ runId, fence }: Lease, sink: Sink) {
    this.runId = runId
    this.fence = fence
    this.#sink = sink
  }

  append(events: readonly RunEvent[]): void {
    if (!this.lost) this.#last = this.#sink.append(this, events)
  }

  /** Whoever drives the run. */
  driveBy(handle: Pick<RunHandle, 'state' | 'hold'>): void {
    this.state = () => handle.state
    this.hold = () => handle.hold()
  }

  /** From now on events go there, these first. */
  moveTo(sink: Sink, events: readonly RunEvent[]): void {
    this.#sink = sink
    this.#last = undefined
    if (events.length > 0) this.append(events)
  }

  flushed(): Promise<void> | undefined {
    if (this.lost) return never
    return this.#pending()?.then(() => (this.lost ? never : undefined))
  }

  /** Whether what has been appended is stored: false when the lease was lost before. */
  async stored(): Promise<boolean> {
    await this.#pending()
    return !this.lost
  }

  /** Whether something that has been appended is still on its way. */
  get isWriting(): boolean {
    return this.#pending() !== undefined
  }

  #pending(): Promise<void> | undefined {
    return this.#last !== undefined && this.#sink.pending(this.#last) ? this.#last.done : undefined
  }
}
