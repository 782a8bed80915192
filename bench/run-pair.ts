import { spawnSync } from 'node:child_process'
import type { Sample } from './sample.ts'

/** How far the reference of a pair may be from the median of all references. */
const MOVED = 0.3

export interface PairRequest {
  readonly file: string
  readonly id: string
  readonly size: number
  readonly side: string
  readonly pairs: number
}

export interface PairResult {
  readonly id: string
  readonly size: number
  readonly side: string
  /** Medians over the pairs kept, microseconds of user CPU per step. */
  readonly bare: number
  readonly eddy: number
  /** Median of the ratios of the pairs kept, and the least and the greatest of them. */
  readonly ratio: number
  readonly least: number
  readonly most: number
  /** Median of the differences of the pairs, microseconds per step. */
  readonly difference: number
  readonly kept: number
  readonly dropped: number
}

interface Pair {
  readonly bare: number
  readonly eddy: number
}

/** Reference and subject by turns, each sample in a fresh process. A pair whose reference has moved is dropped and made again, as often as there are pairs. */
export function runPair(request: PairRequest): PairResult {
  const pairs: Pair[] = []
  let kept: readonly Pair[] = []
  while (kept.length < request.pairs && pairs.length < 2 * request.pairs) {
    const bare = sample(request, 'bare').cpu
    const eddy = sample(request, request.side).cpu
    pairs.push({ bare, eddy })
    kept = steady(pairs)
  }
  const { id, size, side } = request
  return { id, size, side, ...summary(kept), kept: kept.length, dropped: pairs.length - kept.length }
}

/** The pairs whose reference is near the median of all references. */
function steady(pairs: readonly Pair[]): readonly Pair[] {
  const usual = median(pairs.map(({ bare }) => bare))
  return pairs.filter(({ bare }) => Math.abs(bare / usual - 1) <= MOVED)
}

function summary(pairs: readonly Pair[]): Pick<PairResult, 'bare' | 'eddy' | 'ratio' | 'least' | 'most' | 'difference'> {
  const ratios = pairs.map(({ bare, eddy }) => eddy / bare)
  return {
    bare: median(pairs.map(({ bare }) => bare)),
    eddy: median(pairs.map(({ eddy }) => eddy)),
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
    difference: median(pairs.map(({ bare, eddy }) => eddy - bare)),
  }
}

function sample({ file, id, size }: PairRequest, side: string): Sample {
  return child<Sample>([file, id, side, String(size)])
}

/** What a fresh process prints, read as JSON. */
export function child<T>(args: readonly string[], timeout?: number): T {
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8, ...(timeout === undefined ? {} : { timeout }) })
  if (signal !== null) throw new Error(`${args.slice(1).join(' ')} was ended by ${signal}${timeout === undefined ? '' : ` after ${timeout} ms`}`)
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
