import { isFinal, type RunState } from '../state/run-state.ts'
import { allSteps } from '../state/step-at.ts'
import { decide } from './decide.ts'

/**
 * Why a run that has begun, is not over, and has made no event for a while will make none by itself: `unattended`, there is something to do and no host
 * does it; `idle`, it waits for nothing. Undefined while anything is under way: an attempt, a gate, a timer, a signal, a stream. A moment
 * proves nothing: a host is between two steps. O(live steps) for one of which nothing is under way, else O(1).
 */
export function standstill(state: RunState): 'unattended' | 'idle' | undefined {
  if (isFinal(state.status) || state.status === 'halted' || state.seq === 0) return undefined
  if (decide(state).length > 0) return 'unattended'
  return isWaiting(state) || Array.from(allSteps(state)).some((step) => step.claimed || step.container?.stream?.pulling) ? undefined : 'idle'
}

function isWaiting({ performing, timers, waiters, offers, inFlight }: RunState): boolean {
  return performing.size > 0 || timers.size > 0 || waiters.size > 0 || offers.size > 0 || inFlight > 0
}
