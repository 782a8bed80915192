import type { Middleware, Outcome, StepRequest } from '@eddy/engine'
import type { ClaimStore } from './claim-store.ts'

export interface ClaimsOptions {
  readonly store: ClaimStore
  /** This host, the same after a restart: its steps take their own leases up again. */
  readonly owner: string
  /** Longer than a step takes, at best than its `timeout`: a lease is not renewed while the step runs. */
  readonly leaseMs: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

type Next = () => Outcome | Promise<Outcome>

/**
 * A step that names a claim in `config.claim` runs while nobody else has it: over all runs and hosts that share the store. While another
 * step has it the outcome is `retry`, due when that lease ends; this uses up retries of the step, so it needs some. Holds for the
 * step and for its undo by its own kind or by a handler that names a claim; other handlers do not wait, since their
 * `retry` would mean the step.
 */
export function claims({ store, owner, leaseMs, now }: ClaimsOptions): Middleware {
  const claimed = async (name: string, request: StepRequest, next: Next): Promise<Outcome> => {
    const answer = await store.take({ name, holder: `${owner}/${request.purpose}/${request.idempotencyKey}`, now: now(), leaseMs })
    if (answer.kind === 'held') return { kind: 'retry', reason: `"${name}" is claimed by ${answer.lease.holder}`, delayMs: Math.max(1, answer.lease.until - now()) }
    try {
      return await next()
    } finally {
      await store.release(answer.lease)
    }
  }
  return {
    name: 'claims',
    execute(request, next) {
      const name = request.step.config?.['claim']
      const waits = request.purpose === 'run' || request.purpose === 'undo'
      return typeof name === 'string' && name !== '' && waits ? claimed(name, request, next) : next()
    },
  }
}
