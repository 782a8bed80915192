import { startRun, memoryPorts } from '@eddy/engine'
import { CountingExecutor, evaluator, planOf } from '../run-eddy.ts'
import { expectSame } from '../workload.ts'
import { chainSteps, plusOne } from './chain.ts'

export interface Kept {
  /** Bytes per step that a finished run keeps alive, results and events on. */
  readonly perStep: number
  /** Bytes per step of the plan and its document. */
  readonly planPerStep: number
}

/** Needs --expose-gc. */
export async function keptMemory(n: number, collect: () => void): Promise<Kept> {
  await finished(1000)
  const before = heap(collect)
  const planned = planOf(chainSteps(n, 'pure'))
  const withPlan = heap(collect)
  const held = await finishedRun(planned)
  const after = heap(collect)
  expectSame('status', held.run.state.status, 'succeeded')
  expectSame('plan', planned.scope.steps.length, n)
  return { perStep: (after - withPlan) / n, planPerStep: (withPlan - before) / n }
}

async function finished(n: number): Promise<void> {
  await finishedRun(planOf(chainSteps(n, 'pure')))
}

/** The handle and the ports: what a host holds of a run. */
async function finishedRun(planned: ReturnType<typeof planOf>) {
  const executor = new CountingExecutor((request) => plusOne(request.arguments['x']), true)
  const ports = memoryPorts({ executor, evaluator })
  const run = startRun({ runId: 'bench', plan: planned, input: {}, ports })
  const result = await run.settled()
  expectSame('value', result.value, planned.scope.steps.length)
  return { run, ports }
}

function heap(collect: () => void): number {
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  // typed arrays lie outside the heap
  return heapUsed + external
}
