// The engine's side of the workloads: its public index, a memory journal, events and undo bookkeeping on.
import { memoryPorts, plan, startRun } from '@eddy/engine'
import type { MemoryJournal, MemoryPortsOptions, Outcome, Plan, Ports, RunResult, StepExecutor, StepRequest } from '@eddy/engine'
import { fakeCatalog } from '@eddy/engine/testing'
import type { Json, Options, Step } from '@eddy/workflow'
import type { Result } from './workload.ts'

/** Does the steps of a run: `work` answers a step's value, at once or by a resolved promise. */
export class CountingExecutor implements StepExecutor {
  performed = 0
  undone = 0
  readonly #work: (request: StepRequest) => Json
  readonly #later: boolean

  constructor(work: (request: StepRequest) => Json, later: boolean) {
    this.#work = work
    this.#later = later
  }

  execute(request: StepRequest): Outcome | Promise<Outcome> {
    if (request.purpose === 'run') this.performed++
    else this.undone++
    const outcome: Outcome = { kind: 'ok', value: request.purpose === 'run' ? this.#work(request) : null }
    return this.#later ? Promise.resolve(outcome) : outcome
  }
}

export function planOf(steps: readonly Step[], options: Options = {}): Plan {
  return plan({ eddy: 1, name: 'bench', steps, options: { maxSteps: 10_000_000, ...options } }, { catalog: fakeCatalog() })
}

export const evaluator = { evaluate: () => null }

export interface EddyRun {
  readonly result: RunResult
  readonly ports: Ports & { readonly journal: MemoryJournal }
}

export async function runPlan(planned: Plan, options: Omit<MemoryPortsOptions, 'evaluator'>): Promise<EddyRun> {
  const ports = memoryPorts({ evaluator, ...options })
  const run = startRun({ runId: 'bench', plan: planned, input: {}, ports })
  return { result: await run.settled(), ports }
}

export function resultOf(result: RunResult, executor: { readonly performed: number; readonly undone: number }): Result {
  // a list must not be made a number: its million values would be put into words for it
  const value = typeof result.value === 'number' ? result.value : 0
  return { status: result.status, performed: executor.performed, undone: executor.undone, value, ordered: true }
}

/** An argument that is another step's result. */
export function from(name: string, result: string): { readonly name: string; readonly from: { readonly result: string } } {
  return { name, from: { result } }
}

export const names = (n: number): readonly string[] => Array.from({ length: n }, (_, i) => `s${i}`)
