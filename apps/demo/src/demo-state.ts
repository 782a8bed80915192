import { Ledger } from './ledger.ts'

/** A response that is given again when the same Idempotency-Key comes again. */
export interface Remembered {
  readonly status: number
  readonly body: unknown
}

export class DemoState {
  readonly reservations = new Ledger('res')
  readonly payments = new Ledger('pay')
  readonly deployments = new Ledger('dep')
  readonly tokens = new Ledger('tok')
  readonly notices = new Ledger('note')
  /** Every write, oldest first: what a test looks at to see that an undo left nothing behind. */
  readonly writes: { readonly method: string; readonly path: string; readonly at: string }[] = []
  /** Calls of `/flaky/:key` so far. */
  readonly flaky = new Map<string, number>()
  /** By method, path and Idempotency-Key; a response under way is waited for, not made twice. */
  readonly remembered = new Map<string, Promise<Remembered>>()

  reset(): void {
    for (const ledger of [this.reservations, this.payments, this.deployments, this.tokens, this.notices]) ledger.clear()
    this.writes.length = 0
    this.flaky.clear()
    this.remembered.clear()
  }
}
