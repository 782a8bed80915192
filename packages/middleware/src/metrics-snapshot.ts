import type { HistogramSnapshot } from './histogram.ts'
import type { RunOutcome } from './run-life.ts'

export interface MetricsSnapshot {
  /** Runs that have come to rest since the start; one that is resumed or undone afterwards counts again. */
  readonly runs: { readonly [O in RunOutcome]?: number }
  readonly runDurations: HistogramSnapshot
  /** `steps` are attempts, without containers and waits. */
  readonly inFlight: { readonly runs: number; readonly steps: number }
  readonly byKind: { readonly [kind: string]: StepMetrics }
  /** By workflow and path, the indexes of elements left out: `order/each[].charge`. */
  readonly byPath: { readonly [path: string]: StepMetrics }
  readonly undo: UndoMetrics
}

export interface StepMetrics {
  readonly attempts: number
  readonly retries: number
  readonly failures: number
  /** Of attempts, in milliseconds. */
  readonly durations: HistogramSnapshot
}

export interface UndoMetrics {
  readonly started: number
  readonly succeeded: number
  readonly retried: number
  readonly failed: number
  readonly resolved: number
}
