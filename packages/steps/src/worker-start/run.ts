import type { Outcome } from '@eddy/engine'
import { workerAgent } from '../agent-task/worker-agent.ts'
import { coordinatedKind } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import { changeWorker, type Worker } from '../worker/roster.ts'
import { undoWorker } from '../worker/undo-worker.ts'
import { workerValue } from '../worker/worker-value.ts'
import { workerStartConfig } from './contract.ts'

export const runWorkerStart = coordinatedKind(workerStartConfig, async (job): Promise<Outcome> => {
  const { config, request, services, text } = job
  if (isBuiltInUndo(request)) return undoWorker(job)
  const by = effectKey(request)
  const name = (await text(config.name)).trim()
  const role = (await text(config.role ?? 'worker')).trim()
  const pools = (await text(config.pool ?? role)).split(',').map((pool) => pool.trim()).filter((pool) => pool !== '')
  const wish: Worker = { name, role, pools, state: 'running', starts: 1, by }
  workerAgent(wish, services)
  const standing = services.agents.list().some((agent) => agent.name === name)
  const { before, after } = await changeWorker(services.keyedState, name, (current) => {
    if (current?.by === by) return current
    if (current ? current.state !== 'stopped' : standing) throw new StepProblem({ code: 'WORKER_RUNNING', message: `the worker "${name}" is at work already`, retryable: false })
    return { ...wish, starts: (current?.starts ?? 0) + 1 }
  })
  return { kind: 'ok', value: workerValue(after ?? wish, before?.by === by ? undefined : before) }
})
