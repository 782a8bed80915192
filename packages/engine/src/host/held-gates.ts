import type { Json } from '@eddy/workflow'
import type { EventData } from '../event/event.ts'
import type { StepContext } from '../port/step-executor.ts'
import type { Gates, GateAnswer, GateEnd } from '../port/gates.ts'
import type { GatePlan } from '../plan/plan.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { Abort } from './abort.ts'
import type { Arguments } from './resolve-arguments.ts'
import type { Ports } from '../port/ports.ts'

export interface Entering {
  readonly step: StepInstance
  readonly values: Arguments
  readonly context: StepContext
  readonly ports: Pick<Ports, 'evaluator' | 'gates'>
  /** Told of a gate that is shut. */
  readonly onWait?: (awaited: EventData['gate.awaited']) => void
}

type Leave = (end: GateEnd) => void

/** The gates that a run's containers have passed, until they end. */
export class HeldGates {
  readonly #held = new Map<StepInstance, Leave[]>()
  readonly #waiting = new Map<StepInstance, Abort>()

  get size(): number {
    return this.#held.size + this.#waiting.size
  }

  /** Enters a container's gates in their order; what stops it, or undefined. */
  async enter(entering: Entering): Promise<Exclude<GateAnswer, { kind: 'entered' }> | undefined> {
    const { step } = entering
    const { gates } = entering.ports
    if (!gates) return { kind: 'refused', error: { code: 'NO_GATES', message: 'this host keeps no locks, limits or caches', retryable: false } }
    const abort = new Abort()
    this.#waiting.set(step, abort)
    const leaves: Leave[] = []
    try {
      for (const plan of step.plan.gates) {
        const answer = await enterOne(gates, plan, { ...entering, signal: abort })
        if (answer.kind === 'entered') leaves.push(answer.leave)
        else {
          for (const leave of leaves) leave(answer.kind === 'answered' ? { kind: 'ok', value: answer.value } : { kind: 'dropped' })
          return answer
        }
      }
    } catch (error) {
      for (const leave of leaves) leave({ kind: 'dropped' })
      throw error
    } finally {
      this.#waiting.delete(step)
    }
    if (abort.aborted) {
      // the host has let go of the run meanwhile, and nobody else would leave them
      for (const leave of leaves) leave({ kind: 'dropped' })
      return { kind: 'refused', error: { code: 'LOCKED', message: `the run no longer waits for the gates of "${step.path}"` } }
    }
    this.#held.set(step, leaves)
    return undefined
  }

  /** Leaves the gates of containers that have ended. O(gates held). */
  leaveEnded(): void {
    for (const [step, leaves] of this.#held) {
      if (step.status === 'running' || step.claimed) continue
      this.#held.delete(step)
      const end = endOf(step)
      for (const leave of leaves.toReversed()) leave(end)
    }
  }

  leaveAll(kind: 'dropped' | 'detached'): void {
    for (const abort of this.#waiting.values()) abort.abort()
    for (const leaves of this.#held.values()) for (const leave of leaves) leave({ kind })
    this.#held.clear()
  }
}

function endOf(step: StepInstance): GateEnd {
  // a value in place of a failure is none to keep, and no sign that what is behind the gate works
  if (step.status === 'succeeded' && !step.mended) return { kind: 'ok', value: step.value ?? null }
  return { kind: step.status === 'succeeded' || step.status === 'failed' || step.status === 'retrying' || step.status === 'compensating' ? 'failed' : 'dropped' }
}

async function enterOne(gates: Gates, plan: GatePlan, { step, values, context, ports, signal, onWait }: Entering & { readonly signal: Abort }): Promise<GateAnswer> {
  const key: Json = plan.key === null ? null : await ports.evaluator.evaluate(plan.key, values, context)
  const owner = `${context.runId}/${step.path}`
  return gates.enter({ kind: plan.kind, name: plan.name, key, owner, runId: context.runId, settings: plan.settings, signal, onWait: (wait) => onWait?.({ kind: plan.kind, name: plan.name, ...(key === null ? {} : { key }), ...wait }) })
}
