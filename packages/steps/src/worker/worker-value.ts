import type { Json } from '@eddy/workflow'
import { workerJson, type Worker } from './roster.ts'

/** What a step tells of a worker: what it is now, and what its undo makes it again. */
export function workerValue({ name, role, pools, state, starts }: Worker, was: Worker | undefined): Json {
  return { name, role, pools, state, starts, was: was ? workerJson(was) : null }
}
