import type { Outcome } from '@eddy/engine'
import { parseDuration } from '@eddy/workflow'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { drained } from '../worker/drained.ts'
import { changeWorker, noWorker } from '../worker/roster.ts'
import { standingWorker } from '../worker/standing-worker.ts'
import { undoWorker } from '../worker/undo-worker.ts'
import { workerValue } from '../worker/worker-value.ts'
import { workerStopConfig } from './contract.ts'

export const runWorkerStop = coordinatedKind(workerStopConfig, async (job): Promise<Outcome> => {
  const { config, request, services, text } = job
  if (isBuiltInUndo(request)) return undoWorker(job)
  const by = effectKey(request)
  const name = (await text(config.name)).trim()
  const builtIn = standingWorker(services.agents, name)
  const { before, after } = await changeWorker(services.keyedState, name, (current) => {
    const worker = current ?? builtIn
    if (worker === undefined) throw noWorker(name)
    return worker.state === 'stopped' ? current : { ...worker, state: 'draining', by }
  })
  // an attempt after a crash finds its own mark
  const was = before?.by === by ? { ...before, state: 'running' as const, by: '' } : before
  const worker = after ?? builtIn
  if (worker === undefined) throw noWorker(name)
  if (worker.state === 'stopped') return { kind: 'ok', value: workerValue(worker, was) }
  if (!(await drained({ agents: services.agents, name, waitMs: parseDuration(config.drain ?? 'PT10S') ?? 0, signal: request.signal }))) {
    await changeWorker(services.keyedState, name, (current) => (current?.by === by ? was : current))
    throw new StepProblem({ code: 'WORKER_BUSY', message: `the worker "${name}" has not ended its tasks in time; it goes on as before`, retryable: true })
  }
  const stopped = { ...worker, state: 'stopped' as const }
  await changeWorker(services.keyedState, name, (current) => (current?.by === by ? stopped : current))
  return { kind: 'ok', value: workerValue(stopped, was) }
})
