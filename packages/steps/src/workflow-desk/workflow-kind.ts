import type { Outcome } from '@eddy/engine'
import type { z } from 'zod'
import { coordinatedKind, type Job } from '../coordination/coordinated-kind.ts'
import { StepProblem } from '../coordination/step-problem.ts'
import type { WorkflowDesk } from './workflow-desk.ts'

/** A kind that asks something of the host's workflows. */
export function workflowKind<Config>(schema: z.ZodType<Config>, act: (job: Job<Config>, desk: WorkflowDesk) => Promise<Outcome>) {
  return coordinatedKind(schema, (job) => {
    const { workflows } = job.services
    if (!workflows) throw new StepProblem({ code: 'NO_WORKFLOWS', message: 'nothing here keeps workflows: this host runs one document by itself', retryable: false })
    return act(job, workflows)
  })
}
