import type { FailureRow } from './failure-types.ts'

export interface Ordered {
  readonly shown: readonly FailureRow[]
  /** Failures that are not in the list yet. */
  readonly fresh: readonly FailureRow[]
}

/** Rows stay where they are while they change: in the order of `known`; those that it does not name are told apart. */
export function inKnownOrder(rows: readonly FailureRow[], known: readonly string[]): Ordered {
  const place = new Map(known.map((fingerprint, index) => [fingerprint, index]))
  const at = ({ fingerprint }: FailureRow) => place.get(fingerprint) ?? -1
  return { shown: rows.filter((row) => at(row) >= 0).sort((a, b) => at(a) - at(b)), fresh: rows.filter((row) => at(row) < 0) }
}
