import { advancePhase } from './phase.ts'
import type { RunState, Wave } from './run-state.ts'
import { enqueue } from './slots.ts'
import type { StepInstance } from './run-tree.ts'

/** Waves are of the top level; what is inside a container belongs to the container's wave. */
export function isInWave({ scope }: StepInstance): boolean {
  return scope.owner === null && scope.lane === ''
}

/** A step that is ready once the wave has begun is held for the next (S9). */
export function readyInWave(state: RunState, wave: Wave, step: StepInstance): void {
  if (!isInWave(step)) return enqueue(state, step)
  if (wave.open) {
    wave.unsettled++
    return enqueue(state, step)
  }
  step.status = 'queued'
  wave.held.push(step)
  advancePhase(state)
}

/** The steps that were held are the next wave. */
export function nextWave(state: RunState, wave: Wave): void {
  const held = wave.held.splice(0).filter((step) => step.status === 'queued')
  wave.open = wave.open || held.length > 0
  wave.unsettled += held.length
  for (const step of held) enqueue(state, step)
}
