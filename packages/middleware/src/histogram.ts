/** Buckets for each doubling: a quantile is off by at most 9 %. */
const PER_OCTAVE = 8
/** All below a microsecond counts as that. */
const LOWEST = -10 * PER_OCTAVE

/** A histogram as data. `buckets` are pairs of an index and a count, in order; `min` and `max` are null while it is empty. */
export interface HistogramSnapshot {
  readonly count: number
  readonly sum: number
  readonly min: number | null
  readonly max: number | null
  readonly buckets: readonly (readonly [index: number, count: number])[]
}

/**
 * Counts of durations in milliseconds in logarithmic buckets, after HdrHistogram: bucket `i` holds what is over `2^((i-1)/8)` and up to
 * `2^(i/8)`. Small however much it counts, and histograms of several hosts can be added up. O(1) for each record.
 */
export class Histogram {
  #count = 0
  #sum = 0
  #min = Infinity
  #max = -Infinity
  readonly #buckets = new Map<number, number>()

  record(ms: number): void {
    const index = bucketOf(ms)
    this.#count++
    this.#sum += ms
    this.#min = Math.min(this.#min, ms)
    this.#max = Math.max(this.#max, ms)
    this.#buckets.set(index, (this.#buckets.get(index) ?? 0) + 1)
  }

  /** Adds what another one has counted, here or on another host. O(its buckets). */
  merge(other: HistogramSnapshot): void {
    this.#count += other.count
    this.#sum += other.sum
    this.#min = Math.min(this.#min, other.min ?? Infinity)
    this.#max = Math.max(this.#max, other.max ?? -Infinity)
    for (const [index, count] of other.buckets) this.#buckets.set(index, (this.#buckets.get(index) ?? 0) + count)
  }

  snapshot(): HistogramSnapshot {
    const empty = this.#count === 0
    const buckets = [...this.#buckets].sort(([a], [b]) => a - b)
    return { count: this.#count, sum: this.#sum, min: empty ? null : this.#min, max: empty ? null : this.#max, buckets }
  }
}

/** The value that a share of all, 0 to 1, does not exceed; null of an empty one. */
export function quantile({ count, max, buckets }: HistogramSnapshot, share: number): number | null {
  const wanted = Math.max(1, Math.ceil(share * count))
  let seen = 0
  for (const [index, inBucket] of buckets) {
    seen += inBucket
    if (seen >= wanted) return Math.min(upperBound(index), max ?? Infinity)
  }
  return null
}

/** How many are at most `2^exponent` milliseconds. */
export function countUpTo({ buckets }: HistogramSnapshot, exponent: number): number {
  return buckets.reduce((sum, [index, count]) => (index <= exponent * PER_OCTAVE ? sum + count : sum), 0)
}

function bucketOf(ms: number): number {
  const index = Math.ceil(Math.log2(ms) * PER_OCTAVE)
  if (!(index > LOWEST)) return LOWEST
  // the logarithm of a bound may come out a trace too large
  return ms <= upperBound(index - 1) ? index - 1 : index
}

function upperBound(index: number): number {
  return 2 ** (index / PER_OCTAVE)
}
