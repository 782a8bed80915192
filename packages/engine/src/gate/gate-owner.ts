import type { RunHandle } from '../host/run-handle.ts'
import type { GateRequest } from '../port/gates.ts'
import { isFinal } from '../state/run-state.ts'
import { allSteps } from '../state/step-at.ts'

/** As whom a request stands at its gate: a claim is the run's as a whole. */
export function gateOwner({ kind, owner, runId }: Pick<GateRequest, 'kind' | 'owner' | 'runId'>): string {
  return kind === 'claim' ? (runId ?? owner) : owner
}

/** As whom a run may be inside of gates by its state; at which, it does not say. O(steps). */
export function gateOwnersOf({ runId, state }: Pick<RunHandle, 'runId' | 'state'>): readonly string[] {
  if (isFinal(state.status)) return []
  const running = [...allSteps(state)].filter(({ status, plan }) => status === 'running' && plan.gates.length > 0)
  const asWhole = state.plan.options.concurrency !== null || running.some(({ plan }) => plan.gates.some(({ kind }) => kind === 'claim'))
  return [...running.map(({ path }) => `${runId}/${path}`), ...(asWhole ? [runId] : [])]
}
