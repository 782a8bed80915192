import type { KeyedState } from '../../machine/keyed-state.ts'
import type { Agent } from '../agent.ts'
import { offlineAgent } from './offline-agent.ts'
import { AGENT_ROLES } from './roles.ts'

/** The agents that are always there; none of them needs a network. */
export function offlineAgents(state: KeyedState): readonly Agent[] {
  return AGENT_ROLES.map((role) => offlineAgent(role, state))
}
