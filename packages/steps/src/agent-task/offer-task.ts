import type { Outcome } from '@eddy/engine'
import { parseDuration } from '@eddy/workflow'
import type { z } from 'zod'
import type { Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import type { agentTaskConfig } from './contract.ts'

const LEASE_MS = 60_000

/** Leaves the step to the workers outside that claim tasks of its queue. */
export async function offerTask({ config, request, services, text }: Job<z.infer<typeof agentTaskConfig>>): Promise<Outcome> {
  const queue = (await text(config.queue ?? '')).trim()
  if (queue === '') throw new StepProblem({ code: 'INVALID_CONFIG', message: 'the name of the queue is empty', retryable: false })
  if (!services.outsideWorkers) throw new StepProblem({ code: 'NO_WORKERS', message: `"${request.path}" is for workers of the queue "${queue}", and nobody can claim tasks here; run the workflow on a server, or pin a result for the step`, retryable: false })
  const { lease, resultSchema } = config
  return { kind: 'offer', queue, payload: request.arguments, leaseMs: lease === undefined ? LEASE_MS : Math.max(1, parseDuration(lease) ?? LEASE_MS), ...(resultSchema === undefined ? {} : { schema: resultSchema }) }
}
