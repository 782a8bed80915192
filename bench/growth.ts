import { child, median } from './run-pair.ts'
import type { Sample } from './sample.ts'

export const GROWING = ['E1', 'E3', 'E4', 'E5', 'E7'] as const
export const GROWTH_SIZES = [1000, 3000, 10_000, 30_000, 100_000] as const
export const GROWTH_GATE = 1.05
export const GROWTH_STRETCH = 1.02

export interface Growth {
  readonly id: string
  /** Least-squares exponent of the cost of a run over its steps. */
  readonly eddy: number
  readonly bare: number
  /** Microseconds of user CPU per step at each size. */
  readonly perStep: readonly number[]
}

export interface GrowthRequest {
  readonly file: string
  readonly id: string
  readonly sizes: readonly number[]
  readonly rounds: number
}

/** All sizes by turns in each round, both sides, so that a mood of the machine hits them alike. */
export function growth({ file, id, sizes, rounds }: GrowthRequest): Growth {
  const costs = { bare: sizes.map((): number[] => []), eddy: sizes.map((): number[] => []) }
  for (let round = 0; round < rounds; round++) {
    for (const side of ['bare', 'eddy'] as const) {
      sizes.forEach((size, i) => costs[side][i]?.push(child<Sample>([file, id, side, String(size)]).cpu))
    }
  }
  const perStep = { bare: costs.bare.map(median), eddy: costs.eddy.map(median) }
  return { id, eddy: exponent(sizes, perStep.eddy), bare: exponent(sizes, perStep.bare), perStep: perStep.eddy }
}

/** Slope of log (size × cost per step) over log size. */
export function exponent(sizes: readonly number[], perStep: readonly number[]): number {
  const xs = sizes.map(Math.log)
  const ys = sizes.map((size, i) => Math.log(size * (perStep[i] ?? Number.NaN)))
  const [meanX, meanY] = [mean(xs), mean(ys)]
  const covariance = xs.reduce((sum, x, i) => sum + (x - meanX) * ((ys[i] ?? 0) - meanY), 0)
  return covariance / xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
