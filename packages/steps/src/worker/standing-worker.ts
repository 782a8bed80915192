import type { AgentDesk } from '../agent-task/agent-desk.ts'
import type { Worker } from './roster.ts'

/** An agent that is always there, as a worker that was started once. */
export function standingWorker(agents: AgentDesk, name: string): Worker | undefined {
  const agent = agents.list().find((one) => one.name === name)
  return agent && { name, role: name, pools: agent.pools, state: 'running', starts: 1, by: '' }
}
