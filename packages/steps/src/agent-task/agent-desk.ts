import { StepProblem } from '../coordination/step-problem.ts'
import type { Agent } from './agent.ts'

export interface AgentStanding {
  readonly name: string
  readonly pools: readonly string[]
  readonly actions: Agent['actions']
  /** Tasks that it works on now, and all that it ever had here. */
  readonly busy: number
  readonly taken: number
}

/** Knows the agents of a host, and how busy they are. */
export interface AgentDesk {
  list(): readonly AgentStanding[]
  /** Of that name. Throws NO_AGENT, NO_ACTION. */
  named(name: string, action: string): Agent
  /** The least busy of a pool that can do the action; among equals the one that had the fewest tasks. Throws NO_AGENT. */
  leastBusy(pool: readonly string[], action: string): Agent
  /** It has another task until the answer is called. */
  occupy(agent: Agent): () => void
}

export function createAgentDesk(agents: readonly Agent[]): AgentDesk {
  const byName = new Map(agents.map((agent) => [agent.name, { agent, busy: 0, taken: 0 }]))
  const names = () => [...byName.keys()].join(', ')
  const can = (agent: Agent, action: string) => agent.actions.some(({ name }) => name === action)

  return {
    list: () => [...byName.values()].map(({ agent: { name, pools, actions }, busy, taken }) => ({ name, pools, actions, busy, taken })),
    named(name, action) {
      const found = byName.get(name)?.agent
      if (!found) throw new StepProblem({ code: 'NO_AGENT', message: `there is no agent "${name}" here; there are ${names()}`, retryable: false })
      if (!can(found, action)) throw new StepProblem({ code: 'NO_ACTION', message: `the agent "${name}" cannot "${action}"; it can ${found.actions.map((one) => one.name).join(', ')}`, retryable: false })
      return found
    },
    leastBusy(pool, action) {
      const able = [...byName.values()].filter(({ agent }) => (pool.includes(agent.name) || agent.pools.some((name) => pool.includes(name))) && can(agent, action))
      const [first, ...others] = able
      if (!first) throw new StepProblem({ code: 'NO_AGENT', message: `no agent of the pool "${pool.join(', ')}" can "${action}"; there are ${names()}`, retryable: false })
      return others.reduce((best, one) => (one.busy < best.busy || (one.busy === best.busy && one.taken < best.taken) ? one : best), first).agent
    },
    occupy(agent) {
      const standing = byName.get(agent.name)
      if (!standing) return () => undefined
      standing.busy++
      standing.taken++
      let over = false
      return () => {
        if (!over) standing.busy--
        over = true
      }
    },
  }
}
