import type { Workload } from '../workload.ts'
import { e1 } from './e1-chain.ts'
import { e10 } from './e10-retries.ts'
import { e11 } from './e11-observation.ts'
import { e2 } from './e2-sync-chain.ts'
import { e3 } from './e3-fan.ts'
import { e4 } from './e4-dag.ts'
import { e5 } from './e5-map.ts'
import { e7 } from './e7-undo.ts'
import { e8 } from './e8-many-runs.ts'
import { e9 } from './e9-compile.ts'

/** Those that are a ratio of CPU. Memory (E6, E13), cold start (E12) and growth (E14) have measurements of their own. */
export const workloads: readonly Workload[] = [e1, e2, e3, e4, e5, e7, e8, e9, e10, e11]

export function workloadOf(id: string): Workload {
  const found = workloads.find((workload) => workload.id === id)
  if (!found) throw new Error(`there is no workload ${id}`)
  return found
}
