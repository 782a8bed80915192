import { StepProblem } from '../coordination/step-problem.ts'
import type { KindServices } from '../run-kind.ts'
import type { Worker } from '../worker/roster.ts'
import type { Agent } from './agent.ts'
import { offlineAgent } from './offline/offline-agent.ts'
import { AGENT_ROLES } from './offline/roles.ts'

/** A started worker as an agent that does tasks. Throws NO_AGENT when nobody has its role. */
export function workerAgent({ name, role, pools }: Worker, { agents, keyedState }: Pick<KindServices, 'agents' | 'keyedState'>): Agent {
  const standing = agents.standing(name)
  if (standing) return standing
  const model = AGENT_ROLES.find((one) => one.name === role || one.pools.includes(role))
  if (!model) throw new StepProblem({ code: 'NO_AGENT', message: `there is no role "${role}"; there are worker, ${AGENT_ROLES.map((one) => one.name).filter((one) => !one.startsWith('worker')).join(', ')}`, retryable: false })
  return offlineAgent({ name, pools: [name, ...pools], actions: model.actions }, keyedState)
}
