import type { LiveMessage } from '../live/live-message.ts'
import type { Arrival, Person } from '../live/presence.ts'

/** What servers on one database tell each other. Everything in it can be read from the database too: a lost message delays, and loses nothing. */
export type BusMessage =
  /** Events after `after` have been stored; `row`: the run's row has changed in what lists show. */
  | { readonly kind: 'stored'; readonly runId: string; readonly after: number; readonly row: boolean }
  | { readonly kind: 'open-undos' | 'inbox' | 'tasks' | 'secrets' | 'joined' | 'left' }
  /** Runs that the sender had in hand are anybody's. */
  | { readonly kind: 'freed' }
  | { readonly kind: 'order' | 'answer'; readonly id: string }
  /** A signal waits for somebody who wants it. */
  | { readonly kind: 'signal'; readonly name: string; readonly correlation: string | null }
  /** Whoever stood in line at a gate with this ticket has been let in. */
  | { readonly kind: 'admitted'; readonly ticket: string }
  /** Who has it open on that server, all of them. */
  | { readonly kind: 'people'; readonly server: string; readonly workflowId: string; readonly people: readonly Person[] }
  /** A page's sign of life has come to a server that it is not connected to. */
  | { readonly kind: 'sign'; readonly arrival: Arrival }
  | { readonly kind: 'workflow'; readonly workflowId: string; readonly message: LiveMessage }

export interface Bus {
  /** To all other servers. */
  tell(message: BusMessage): void
  /** `undefined`: messages may have been missed. */
  listen(listener: (message: BusMessage | undefined) => void): void
  close(): Promise<void>
}

/** For a server that is alone. */
export const silentBus: Bus = { tell: () => undefined, listen: () => undefined, close: () => Promise.resolve() }
