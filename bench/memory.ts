import { child, median } from './run-pair.ts'
import type { StreamMemory } from './memory-sample.ts'
import type { Kept } from './workloads/e13-kept-memory.ts'
import type { HistoryCost, HistoryShape } from './workloads/e15-run-history.ts'

export const STREAM_SIDES = ['bare', 'passing', 'kept'] as const

/** E6: the median of fresh processes, for each side. */
export function streamMemory(file: string, n: number, rounds: number): readonly (StreamMemory & { readonly side: (typeof STREAM_SIDES)[number] })[] {
  const all = STREAM_SIDES.map((side) => ({ side, samples: [] as StreamMemory[] }))
  for (let round = 0; round < rounds; round++) for (const { side, samples } of all) samples.push(child<StreamMemory>([file, 'stream', String(n), side]))
  return all.map(({ side, samples }) => {
    const of = (field: keyof StreamMemory) => median(samples.map((sample) => sample[field]))
    return { side, peak: of('peak'), base: of('base'), ahead: Math.max(...samples.map(({ ahead }) => ahead)), window: of('window'), cpu: of('cpu') }
  })
}

/** E13: bytes that a finished run keeps, per step. */
export function keptPerStep(file: string, n: number, rounds: number): Kept {
  const samples = Array.from({ length: rounds }, () => child<Kept>(['--expose-gc', file, 'kept', String(n)]))
  return { perStep: median(samples.map(({ perStep }) => perStep)), planPerStep: median(samples.map(({ planPerStep }) => planPerStep)) }
}

/** E15: medians of fresh processes. */
export function historyCost(file: string, { shape, n, rounds }: { readonly shape: HistoryShape; readonly n: number; readonly rounds: number }): HistoryCost {
  const samples = Array.from({ length: rounds }, () => child<HistoryCost>(['--expose-gc', file, 'history', String(n), shape]))
  const of = (field: keyof HistoryCost) => median(samples.map((sample) => sample[field]))
  return { events: of('events'), fold: of('fold'), worstBatch: of('worstBatch'), jump: of('jump'), worstJump: of('worstJump'), perEvent: of('perEvent'), eventsPerEvent: of('eventsPerEvent') }
}
