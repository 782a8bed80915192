import type { RunHandle } from '@eddy/engine'
import type { Stage } from '../stage/set-stage.ts'
import type { World } from '../world/world.ts'
import type { Fault } from './fault.ts'
import type { Script, Timing } from './script.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A fault on its way: not struck yet, or locked to the step that it struck first. */
export interface ArmedFault {
  readonly fault: Fault
  path: string | undefined
  /** The attempt that it struck first. */
  attempt: number
  /** A crash or a turn happens once. */
  done: boolean
}

/** All that one rehearsal holds while it runs. */
export interface Session {
  readonly stage: Stage
  readonly script: Script
  readonly timing: Timing
  readonly clock: VirtualClock
  readonly world: World
  readonly faults: readonly ArmedFault[]
  /** Computations under way; time stands still for them. */
  readonly pending: Set<Promise<unknown>>
  readonly assumed: Set<string>
  readonly replaced: Set<string>
  handle: RunHandle | undefined
  /** Rises with each crash: what an earlier host has set going is lost. */
  generation: number
  crashed: boolean
  /** What a person says of a doubt is said once. */
  answered: boolean
  endless: boolean
}

export function crash(session: Session): void {
  session.handle?.detach()
  session.generation++
  session.crashed = true
}

/** The run turns: it is cancelled, or undone when it is over. */
export function turnBack({ handle }: Session): void {
  if (handle?.state.status === 'succeeded') handle.undo()
  else handle?.cancel({ reason: 'rehearsed' })
}
