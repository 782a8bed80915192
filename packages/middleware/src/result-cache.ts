import type { AbortSignalLike, Evaluator, Middleware, Outcome, StepRequest } from '@eddy/engine'
import { parseDuration, type Json, type Step } from '@eddy/workflow'
import type { CacheStore } from './cache-store.ts'
import { digest } from './digest.ts'

export interface ResultCacheOptions {
  readonly store: CacheStore
  readonly evaluator: Evaluator
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

type Next = () => Outcome | Promise<Outcome>
type Cache = NonNullable<Step['cache']>

/**
 * Honours the `cache` of steps: a result that is not older than `ttl` is answered again, `by: 'cache'`, and the step is not carried out.
 * The key is made of kind, config and arguments, or of what `key` says in place of the arguments; it holds within the workflow or
 * the whole workspace, as `scope` says. Steps of the same key that run at once wait for the first. Only successes are kept; steps
 * that take secrets, and results that emit steps, never are.
 */
export function resultCache({ store, evaluator, now }: ResultCacheOptions): Middleware {
  /** By key, what somebody is looking up or making at this moment. */
  const flights = new Map<string, Promise<Outcome>>()

  const fly = async (key: string, ttlMs: number, next: Next): Promise<Outcome> => {
    const entry = await store.get(key)
    if (entry !== undefined && entry.until > now()) return hit(entry.value)
    const outcome = await next()
    if (isKept(outcome)) await store.set(key, { value: outcome.value, until: now() + ttlMs })
    return outcome
  }

  const answer = async (request: StepRequest, cache: Cache, next: Next): Promise<Outcome> => {
    const ttlMs = parseDuration(cache.ttl)
    if (ttlMs === undefined || ttlMs <= 0) return next()
    const key = await keyOf(request, cache, evaluator)
    for (let other = flights.get(key); other !== undefined; other = flights.get(key)) {
      const outcome = await endOrAbort(other, request.signal)
      if (request.signal.aborted) return CANCELLED
      if (outcome !== undefined && isKept(outcome)) return hit(outcome.value)
    }
    const flight = fly(key, ttlMs, next).finally(() => flights.delete(key))
    flights.set(key, flight)
    return flight
  }

  return {
    name: 'cache',
    execute(request, next) {
      const { cache } = request.step
      return cache === undefined || request.purpose !== 'run' || takesSecrets(request.step) ? next() : answer(request, cache, next)
    },
  }
}

const CANCELLED: Outcome = { kind: 'fail', error: { code: 'CANCELLED', message: 'the run no longer waits for the result', retryable: false } }

function hit(value: Json): Outcome {
  return { kind: 'ok', value, by: 'cache' }
}

/** What a step emits belongs to its own run. */
function isKept(outcome: Outcome): outcome is Outcome & { readonly kind: 'ok' } {
  return outcome.kind === 'ok' && (outcome.steps ?? []).length === 0
}

async function keyOf({ step, arguments: args, context }: StepRequest, cache: Cache, evaluator: Evaluator): Promise<string> {
  const part: Json = cache.key === undefined ? { arguments: args } : { key: await evaluator.evaluate(cache.key, args, context) }
  const within = cache.scope === 'workflow' ? { workflow: context.workflow } : {}
  return digest({ kind: step.kind, config: step.config ?? {}, ...within, ...part })
}

function takesSecrets({ arguments: args = [] }: Step): boolean {
  return args.some(({ from }) => 'secret' in from)
}

/** What the other has come to; undefined when it threw, or when nobody waits here any more. */
async function endOrAbort(other: Promise<Outcome>, signal: AbortSignalLike): Promise<Outcome | undefined> {
  if (signal.aborted) return undefined
  let stop = () => {}
  const aborted = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)))
  signal.addEventListener('abort', stop)
  const outcome = await Promise.race([other.catch(() => undefined), aborted])
  signal.removeEventListener('abort', stop)
  return outcome
}
