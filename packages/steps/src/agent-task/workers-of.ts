import type { KindServices } from '../run-kind.ts'
import type { Worker } from '../worker/roster.ts'
import type { Workers } from './agent-desk.ts'
import { workerAgent } from './worker-agent.ts'

/** Who takes tasks beside the agents that are always there, and who takes none. */
export function workersOf(roster: readonly Worker[], services: Pick<KindServices, 'agents' | 'keyedState'>): Workers {
  return {
    started: roster.filter(({ name, state }) => state === 'running' && services.agents.standing(name) === undefined).map((worker) => workerAgent(worker, services)),
    away: new Set(roster.filter(({ state }) => state !== 'running').map(({ name }) => name)),
  }
}
