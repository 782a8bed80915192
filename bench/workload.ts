/** What a run of either side tells of itself, for `check`. */
export interface Result {
  readonly status: string
  /** Calls of step functions, undos apart. */
  readonly performed: number
  readonly undone: number
  /** What came out: a number that only the right order and every value gives. */
  readonly value: number
  /** Whether all that has an order came in it. */
  readonly ordered: boolean
}

/** A program made ready: plan and data are made, only the run is left. */
export type Program = () => Result | Promise<Result>

/** One row of the table: the same shape by bare await and by Eddy. */
export interface Workload {
  readonly id: string
  readonly title: string
  readonly sizes: readonly number[]
  bare(n: number): Program
  eddy(n: number): Program
  /** Throws when the result is not what this size must give. */
  check(result: Result, n: number): void
  /** What the limits are about: × the reference (unless told otherwise), µs per step, or µs per step more than the reference. */
  readonly measure?: 'ratio' | 'cpu' | 'difference'
  /** Absent where the row is for information. */
  readonly gate?: number
  readonly stretch?: number
  /** What the reference is, where it is not bare await. */
  readonly reference?: string
  /** Variants measured against the same reference, by name. */
  readonly variants?: { readonly [name: string]: Variant }
}

export interface Variant {
  readonly program: (n: number) => Program
  readonly gate?: number
  readonly stretch?: number
}

/** Throws with both sides when they differ. */
export function expectSame(what: string, got: unknown, wanted: unknown): void {
  if (got !== wanted) throw new Error(`${what} is ${String(got)} instead of ${String(wanted)}`)
}

/** A `check` for runs that end well: status, number of calls, order, value. */
export function checkSucceeded(result: Result, wanted: { readonly performed: number; readonly value: number }): void {
  expectSame('status', result.status, 'succeeded')
  expectSame('calls', result.performed, wanted.performed)
  expectSame('undone', result.undone, 0)
  expectSame('order kept', result.ordered, true)
  expectSame('value', result.value, wanted.value)
}
