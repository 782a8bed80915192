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

/** What steps have changed about who is there. */
export interface Workers {
  /** Those that steps have started. */
  readonly started: readonly Agent[]
  /** Names of those that take no tasks now. */
  readonly away: ReadonlySet<string>
}

/** Knows the agents of a host, and how busy they are. */
export interface AgentDesk {
  list(): readonly AgentStanding[]
  /** One that is always there. */
  standing(name: string): Agent | undefined
  /** How many tasks it works on in this process. */
  busy(name: string): number
  /** Of that name. Throws NO_AGENT, NO_ACTION, AGENT_STOPPED. */
  named(name: string, action: string, workers?: Workers): Agent
  /** The least busy of a pool that can do the action; among equals the one that had the fewest tasks. Throws NO_AGENT. */
  leastBusy(pool: readonly string[], action: string, workers?: Workers): Agent
  /** It has another task until the answer is called. */
  occupy(agent: Agent): () => void
}

const NOTHING_CHANGED: Workers = { started: [], away: new Set() }

export function createAgentDesk(agents: readonly Agent[]): AgentDesk {
  const always = new Map(agents.map((agent) => [agent.name, agent]))
  const figures = new Map<string, { busy: number; taken: number }>()
  const figuresOf = (name: string) => figures.get(name) ?? { busy: 0, taken: 0 }
  const all = ({ started }: Workers) => [...always.values(), ...started]
  const can = (agent: Agent, action: string) => agent.actions.some(({ name }) => name === action)

  return {
    list: () => [...always.values()].map(({ name, pools, actions }) => ({ name, pools, actions, ...figuresOf(name) })),
    standing: (name) => always.get(name),
    busy: (name) => figuresOf(name).busy,
    named(name, action, workers = NOTHING_CHANGED) {
      if (workers.away.has(name)) throw new StepProblem({ code: 'AGENT_STOPPED', message: `the agent "${name}" has been stopped and takes no tasks; start it again`, retryable: true })
      const found = all(workers).find((agent) => agent.name === name)
      if (!found) throw new StepProblem({ code: 'NO_AGENT', message: `there is no agent "${name}" here; there are ${namesOf(all(workers))}`, retryable: false })
      if (!can(found, action)) throw new StepProblem({ code: 'NO_ACTION', message: `the agent "${name}" cannot "${action}"; it can ${found.actions.map((one) => one.name).join(', ')}`, retryable: false })
      return found
    },
    leastBusy(pool, action, workers = NOTHING_CHANGED) {
      const able = all(workers).filter((agent) => !workers.away.has(agent.name) && (pool.includes(agent.name) || agent.pools.some((name) => pool.includes(name))) && can(agent, action))
      const [first, ...others] = able
      if (!first) throw new StepProblem({ code: 'NO_AGENT', message: `no agent of the pool "${pool.join(', ')}" can "${action}" now; there are ${namesOf(all(workers))}`, retryable: false })
      return others.reduce((best, one) => (isLess(figuresOf(one.name), figuresOf(best.name)) ? one : best), first)
    },
    occupy({ name }) {
      const standing = figures.get(name) ?? { busy: 0, taken: 0 }
      figures.set(name, standing)
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

function isLess(one: { readonly busy: number; readonly taken: number }, other: { readonly busy: number; readonly taken: number }): boolean {
  return one.busy < other.busy || (one.busy === other.busy && one.taken < other.taken)
}

function namesOf(agents: readonly Agent[]): string {
  return agents.map(({ name }) => name).join(', ')
}
