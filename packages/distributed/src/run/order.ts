import type { RunHandle } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

/** Something asked of a run, on its way through Restate. */
export interface OrderTaken {
  readonly order: Json
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Why an order was not done, as data. */
export interface Refused {
  readonly code: string
  readonly message: string
  readonly details?: Json
}

/** `ended`: the part was over before it took the order; nothing was done. */
export type OrderAnswer = { readonly value: Json } | { readonly refused: Refused } | { readonly ended: true }

/** How orders are done and refused: the host's business, which the journal only carries. */
export interface Orders {
  /** Throws what refuses it. */
  perform(handle: RunHandle, order: Json): unknown
  refusal(error: unknown): Refused
  /** A signal as an order, for those who have only a handle. */
  ofSignal(signal: Parameters<RunHandle['signal']>[0]): Json
  /** Orders of one key are one order, however often they are given. */
  keyOf(order: Json): string | undefined
  /** The error that the refusal was. */
  error(refused: Refused): Error
}
