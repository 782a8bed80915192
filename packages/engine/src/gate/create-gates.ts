import type { Clock } from '../port/ports.ts'
import type { GateAnswer, GateRequest, Gates } from '../port/gates.ts'
import { CacheGate } from './cache-gate.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import { gateOwner } from './gate-owner.ts'
import { mostInside } from './gate-settings.ts'
import { RateLimit } from './rate-limit.ts'
import { Semaphore } from './semaphore.ts'

/** Gates for the runs of one process. What nobody uses any more is forgotten. */
export function createGates({ clock }: { readonly clock: Clock }): Gates {
  const semaphores = new Map<string, Semaphore>()
  const limits = new Map<string, RateLimit>()
  const breakers = new Map<string, CircuitBreaker>()
  const cache = new CacheGate(clock)

  const enter: { readonly [K in GateRequest['kind']]: (request: GateRequest, id: string) => GateAnswer | Promise<GateAnswer> } = {
    lock: (request, id) => hold(semaphores, id, () => new Semaphore(1, clock)).enter(request),
    // a run has it as a whole; another is told at once that it is taken
    claim: (request, id) => hold(semaphores, id, () => new Semaphore(1, clock)).enter({ ...request, owner: gateOwner(request), settings: { wait: 'PT0S', ...request.settings } }),
    concurrency: (request, id) => hold(semaphores, id, () => new Semaphore(mostInside(request.settings), clock)).enter(request),
    rate: (request, id) => hold(limits, id, () => new RateLimit(request.settings, clock)).enter(request),
    breaker: (request, id) => hold(breakers, id, () => new CircuitBreaker(request.settings, clock)).enter(request),
    cache: (request, id) => cache.enter(request, id),
  }
  return { enter: (request) => enter[request.kind](request, JSON.stringify([request.kind, request.name, request.key])) }
}

/** A gate is forgotten when many have gathered and it holds nothing. */
function hold<T extends { readonly idle: boolean }>(gates: Map<string, T>, id: string, make: () => T): T {
  const known = gates.get(id)
  if (known) return known
  if (gates.size > 10_000) for (const [other, gate] of gates) if (gate.idle) gates.delete(other)
  const made = make()
  gates.set(id, made)
  return made
}
