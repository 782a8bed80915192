import type { Outcome } from '@eddy/engine'
import { parseDuration } from '@eddy/workflow'
import { numberOr } from '../agent-task/number-or.ts'
import { seeded } from '../agent-task/offline/seeded.ts'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { drained } from '../worker/drained.ts'
import { changeWorker, noWorker, readRoster } from '../worker/roster.ts'
import { standingWorker } from '../worker/standing-worker.ts'
import { undoWorker } from '../worker/undo-worker.ts'
import { workerValue } from '../worker/worker-value.ts'
import { workerRestartConfig } from './contract.ts'

export const runWorkerRestart = coordinatedKind(workerRestartConfig, async (job): Promise<Outcome> => {
  const { config, request, services, text, evaluate } = job
  if (isBuiltInUndo(request)) return undoWorker(job)
  const by = effectKey(request)
  const name = (await text(config.name)).trim()
  const builtIn = standingWorker(services.agents, name)
  if (builtIn === undefined && !(await readRoster(services.keyedState)).some((worker) => worker.name === name)) throw noWorker(name)
  const rate = numberOr(config.failureRate === undefined ? null : await evaluate(config.failureRate), 0)
  failAsTold(name, { rate, by, attempt: request.context.attempt })
  if (!(await drained({ agents: services.agents, name, waitMs: parseDuration(config.drain ?? 'PT10S') ?? 0, signal: request.signal }))) throw new StepProblem({ code: 'WORKER_BUSY', message: `the worker "${name}" has not ended its tasks in time; it goes on as before`, retryable: true })
  const { before, after } = await changeWorker(services.keyedState, name, (current) => {
    const worker = current ?? builtIn
    if (worker === undefined) throw noWorker(name)
    return worker.by === by ? worker : { ...worker, state: 'running', starts: worker.starts + 1, by }
  })
  if (after === undefined) throw noWorker(name)
  return { kind: 'ok', value: workerValue(after, before?.by === by ? undefined : before) }
})

function failAsTold(name: string, { rate, by, attempt }: { readonly rate: number; readonly by: string; readonly attempt: number }): void {
  if (rate > 0 && seeded(JSON.stringify([by, attempt])) < rate) throw new StepProblem({ code: 'WORKER_FAILED', message: `the worker "${name}" does not come back (attempt ${attempt}), as its failure rate of ${rate} has it`, retryable: true })
}
