import type { Outcome } from '@eddy/engine'
import type { z } from 'zod'
import { coordinatedKind, type Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import { effectKey, isBuiltInUndo } from '../file/file-step.ts'
import type { AgentTask } from './agent.ts'
import { readRoster } from '../worker/roster.ts'
import { offerTask } from './offer-task.ts'
import { numberOr } from './number-or.ts'
import { fieldOf } from './offline/reading.ts'
import { workerAgent } from './worker-agent.ts'
import { workersOf } from './workers-of.ts'
import { agentTaskConfig } from './contract.ts'

type Config = z.infer<typeof agentTaskConfig>

const LATENCY_MS = 20

export const runAgentTask = coordinatedKind(agentTaskConfig, async (job): Promise<Outcome> => {
  const { config, request, services, text } = job
  if (config.queue !== undefined) return offerTask(job)
  if (isBuiltInUndo(request)) return undo(job)
  if (config.action === undefined) throw new StepProblem({ code: 'INVALID_CONFIG', message: 'the configuration is not valid: say what the agent is to do', retryable: false })
  const action = (await text(config.action)).trim()
  const task = { ...taskOf(job, action), simulate: await simulated(job) }
  const pool = namesIn(await text(config.pool ?? ''))
  const name = (await text(config.agent ?? '')).trim()
  const workers = workersOf(await readRoster(services.keyedState), services)
  // chosen and occupied at once: two tasks must not see the same agent idle
  const agent = config.pool === undefined ? services.agents.named(name, action, workers) : services.agents.leastBusy(pool, action, workers)
  const leave = services.agents.occupy(agent)
  try {
    return { kind: 'ok', value: { agent: agent.name, action, result: await agent.perform(task) } }
  } catch (error) {
    if (error instanceof StepProblem) throw error
    throw new StepProblem({ code: 'AGENT_FAILED', message: `the agent "${agent.name}" failed at "${action}": ${error instanceof Error ? error.message : String(error)}`, retryable: true })
  } finally {
    leave()
  }
})

async function undo(job: Job<Config>): Promise<Outcome> {
  const { value, arguments: args } = job.request.undoing ?? { value: null, arguments: {} }
  const [name, action] = [fieldOf(value, 'agent'), fieldOf(value, 'action')]
  // an answer that was not its own, such as one that an error rule gave, is nothing to take back
  if (typeof name !== 'string' || typeof action !== 'string') return { kind: 'ok', value: null }
  const worker = (await readRoster(job.services.keyedState)).find((one) => one.name === name)
  // a worker that has stopped since still answers for what it did
  const agent = worker ? workerAgent(worker, job.services) : job.services.agents.named(name, action)
  await agent.undo?.({ ...taskOf(job, action), arguments: args, simulate: { latencyMs: 0, failureRate: 0, seed: '' } }, fieldOf(value, 'result') ?? null)
  return { kind: 'ok', value: null }
}

function taskOf({ request }: Job<Config>, action: string): Omit<AgentTask, 'simulate'> {
  return { action, arguments: request.arguments, runId: request.runId, step: request.path, effect: effectKey(request), attempt: request.context.attempt, signal: request.signal }
}

function namesIn(pool: string): readonly string[] {
  return pool.split(',').map((name) => name.trim()).filter((name) => name !== '')
}

async function simulated({ config, evaluate }: Job<Config>): Promise<AgentTask['simulate']> {
  const valueOf = async (expr: string | undefined) => (expr === undefined ? null : evaluate(expr))
  const [latency, failureRate, seed] = await Promise.all([valueOf(config.latency), valueOf(config.failureRate), valueOf(config.seed)])
  return { latencyMs: numberOr(latency, LATENCY_MS), failureRate: numberOr(failureRate, 0), seed: seed === null ? '' : JSON.stringify(seed) }
}
