import type { GateEnd, GateRequest, Gates, Outcome, StepRequest } from '@eddy/engine'
import type { Settings } from './host-gates.ts'
import type { PreparedRequest } from './prepare-request.ts'

/** Failures of the host, not of what it was asked for. */
const HOST_FAILED = /^HTTP_(UNREACHABLE|LOST|TIMEOUT|429|5\d\d)$/

/** Sends through the rate limit and the circuit breaker of the request's host, where it has any. What is refused there was never sent. */
export async function throughGates(request: StepRequest, { url, gates: settings }: Pick<PreparedRequest, 'url' | 'gates'>, { gates, send }: { readonly gates: Gates; readonly send: () => Promise<Outcome> }): Promise<Outcome> {
  const leaves: ((end: GateEnd) => void)[] = []
  let end: GateEnd = { kind: 'dropped' }
  try {
    // the breaker first: whom it refuses takes no place in the limit
    for (const kind of ['breaker', 'rate'] as const) {
      const its = settings[kind]
      if (its === undefined) continue
      const answer = await gates.enter(gateRequest(request, { kind, host: url.host, settings: its }))
      if (answer.kind === 'refused') return { kind: 'fail', error: { ...answer.error, effect: 'untried' } }
      if (answer.kind === 'entered') leaves.push(answer.leave)
    }
    const outcome = await send()
    end = endOf(outcome)
    return outcome
  } finally {
    for (const leave of leaves.toReversed()) leave(end)
  }
}

function gateRequest({ runId, path, signal }: StepRequest, { kind, host, settings }: { readonly kind: 'rate' | 'breaker'; readonly host: string; readonly settings: Settings }): GateRequest {
  return { kind, name: host, key: null, owner: `${runId}/${path}`, settings, signal }
}

function endOf(outcome: Outcome): GateEnd {
  if (outcome.kind !== 'fail') return { kind: 'ok', value: null }
  if (outcome.error.code === 'CANCELLED') return { kind: 'dropped' }
  // an answer, be it a refusal, shows that the host works
  return HOST_FAILED.test(outcome.error.code) ? { kind: 'failed' } : { kind: 'ok', value: null }
}
