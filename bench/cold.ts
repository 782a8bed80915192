import type { Cold } from './cold-sample.ts'
import { child, median } from './run-pair.ts'

export interface ColdFiles {
  readonly sample: string
  readonly engine: string
  readonly empty: string
}

/** E12: reference (an empty module, a chain of awaits) and engine by turns, each in a fresh process. */
export function coldStart({ sample, engine, empty }: ColdFiles, rounds: number): { readonly bare: Cold; readonly eddy: Cold } {
  const bare: Cold[] = []
  const eddy: Cold[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(child<Cold>([sample, empty, 'bare']))
    eddy.push(child<Cold>([sample, engine, 'eddy']))
  }
  return { bare: medians(bare), eddy: medians(eddy) }
}

function medians(samples: readonly Cold[]): Cold {
  const of = (field: keyof Cold) => median(samples.map((sample) => sample[field]))
  return { importMs: of('importMs'), importCpuMs: of('importCpuMs'), importRss: of('importRss'), planMs: of('planMs'), runMs: of('runMs'), runCpuMs: of('runCpuMs') }
}
