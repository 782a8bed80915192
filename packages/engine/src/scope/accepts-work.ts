import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance } from '../state/run-tree.ts'

/** Whether steps of the scope may still become ready: neither the run nor a scope around it is being taken down. O(depth). */
export function acceptsWork(state: RunState, scope: ScopeInstance): boolean {
  const { status } = state
  if (status !== 'running' && status !== 'halting' && status !== 'halted') return inOpenLane(state, scope)
  // a straggler is in a scope that has gone down already
  if (state.failingScopes.size + state.stragglers.size === 0) return true
  for (let at: ScopeInstance | null = scope; at !== null; at = at.owner?.scope ?? null) if (at.failing) return false
  return true
}

function inOpenLane(state: RunState, scope: ScopeInstance): boolean {
  if (state.lane === null || state.laneOutcome !== undefined) return false
  for (let at: ScopeInstance | null = scope; at !== null; at = at.owner?.scope ?? null) {
    if (at.failing) return false
    if (at === state.lane) return true
  }
  return false
}
