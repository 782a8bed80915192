import type { Json } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'
import type { KeyedState } from '../machine/keyed-state.ts'

export type WorkerState = 'running' | 'draining' | 'stopped'

/** An agent that was started, stopped or restarted by a step. One that no step has touched is not in the roster. */
export interface Worker {
  readonly name: string
  /** The agent whose actions it has: `developer`, `worker`. */
  readonly role: string
  /** Pools that it takes tasks of. */
  readonly pools: readonly string[]
  readonly state: WorkerState
  /** How often it was started, from 1. */
  readonly starts: number
  /** The effect that brought it into this state. */
  readonly by: string
}

/** Changes one worker; undefined takes it from the roster. */
export type ChangeWorker = (current: Worker | undefined) => Worker | undefined

const NAME = 'workers'
const STATES: readonly string[] = ['running', 'draining', 'stopped'] satisfies readonly WorkerState[]

export async function readRoster(state: KeyedState): Promise<readonly Worker[]> {
  return workersIn((await state.read(NAME))?.value)
}

/** What the worker was, and what the change has made of it. Changes follow each other, over all that share the state. */
export async function changeWorker(state: KeyedState, name: string, change: ChangeWorker): Promise<{ readonly before: Worker | undefined; readonly after: Worker | undefined }> {
  let before: Worker | undefined
  let after: Worker | undefined
  await state.update(NAME, (kept) => {
    const workers = workersIn(kept?.value)
    before = workers.find((worker) => worker.name === name)
    after = change(before)
    return [...workers.filter((worker) => worker.name !== name), ...(after ? [after] : [])].map(workerJson)
  })
  return { before, after }
}

export function workerJson({ name, role, pools, state, starts, by }: Worker): Json {
  return { name, role, pools, state, starts, by }
}

/** A worker that was kept, such as in the value of a step. */
export function workerFrom(value: Json | undefined): Worker | undefined {
  return workersIn([value ?? null])[0]
}

export function noWorker(name: string): StepProblem {
  return new StepProblem({ code: 'NO_WORKER', message: `there is no worker "${name}"; start it first`, retryable: false })
}

function workersIn(value: Json | undefined): readonly Worker[] {
  if (!Array.isArray(value)) return []
  return value.filter((one): boolean => typeof one === 'object' && one !== null && 'state' in one && STATES.includes(String(one['state'])) && 'by' in one)
    // written by this file alone
    .map((one) => one as unknown as Worker)
}
