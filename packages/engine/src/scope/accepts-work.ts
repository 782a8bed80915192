import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance } from '../state/step-instance.ts'

/** Whether steps of the scope may still become ready: neither the run nor a scope around it is being taken down. O(depth). */
export function acceptsWork(state: RunState, scope: ScopeInstance): boolean {
  if (state.status !== 'running' && state.status !== 'halting' && state.status !== 'halted') return false
  if (state.failingScopes.size === 0) return true
  for (let at: ScopeInstance | null = scope; at !== null; at = at.owner?.scope ?? null) if (at.failing) return false
  return true
}
