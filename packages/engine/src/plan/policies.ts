import { parseDuration } from '@eddy/workflow/duration'
import type { Backoff, Options, Retry, Step } from '@eddy/workflow'
import { DefinitionError } from '../error/engine-error.ts'
import type { BackoffPolicy, MapPolicy, RetryPolicy, RunPolicy } from './plan.ts'

const SECOND = 1000

/** Where a retry names no backoff: short enough not to be felt, long enough not to spin. */
const DEFAULT_BACKOFF: BackoffPolicy = { initial: SECOND / 10, factor: 2, max: 30 * SECOND, jitter: 0.1 }

/** An explicit backoff is taken at its word: no jitter unless it asks for some. */
const EXPLICIT_BACKOFF: BackoffPolicy = { initial: SECOND / 10, factor: 2, max: 300 * SECOND, jitter: 0 }

/** Of an undo that answers `retry` (U3). */
export const UNDO_ATTEMPTS = 5

export function duration(text: string, where: string): number {
  const ms = parseDuration(text)
  if (ms === undefined) throw new DefinitionError('BAD_DURATION', `${where}: "${text}" is not an ISO 8601 duration such as PT5S`)
  return ms
}

export function runPolicy(options: Options = {}): RunPolicy {
  return {
    maxConcurrency: options.maxConcurrency ?? 16,
    timeoutMs: options.timeout === undefined ? null : duration(options.timeout, 'options.timeout'),
    onTimeout: options.onTimeout ?? 'fail',
    startTimeoutMs: options.startTimeout === undefined ? null : duration(options.startTimeout, 'options.startTimeout'),
    rollback: options.rollback ?? 'sequential',
    drainMs: duration(options.drain ?? 'PT30S', 'options.drain'),
    maxSteps: options.maxSteps ?? 100_000,
    concurrency: options.concurrency ? { key: options.concurrency.key, limit: options.concurrency.limit ?? 1 } : null,
  }
}

/** Where no class of errors has a policy of its own. */
export const NO_CLASSES: RetryPolicy['classes'] = {}
const NO_RETRY: RetryPolicy = { max: 0, backoff: DEFAULT_BACKOFF, on: null, classes: NO_CLASSES }

export function retryPolicy(step: Step): RetryPolicy {
  const { retry } = step
  if (!retry) return NO_RETRY
  const backoff = backoffPolicy(retry.backoff, step.name)
  const max = attemptsOf(retry.max)
  return { max, backoff, on: retry.on ? new Set(retry.on) : null, classes: retry.classes ? classPolicies(retry.classes, { own: { max, backoff }, where: step.name }) : NO_CLASSES }
}

function attemptsOf(max: Retry['max']): number {
  return max === 'unlimited' ? Infinity : max
}

function classPolicies(classes: NonNullable<Retry['classes']>, { own, where }: { readonly own: Pick<RetryPolicy, 'max' | 'backoff'>; readonly where: string }): RetryPolicy['classes'] {
  const policies = Object.entries(classes).map(([name, policy]) => [
    name,
    { max: policy.max === undefined ? own.max : attemptsOf(policy.max), backoff: policy.backoff ? backoffPolicy(policy.backoff, where) : own.backoff },
  ])
  // the same keys
  return Object.fromEntries(policies) as RetryPolicy['classes']
}

function backoffPolicy(backoff: Backoff | undefined, where: string): BackoffPolicy {
  if (!backoff) return DEFAULT_BACKOFF
  const { initial, factor, max, jitter } = backoff
  return {
    initial: initial === undefined ? EXPLICIT_BACKOFF.initial : duration(initial, `${where}.retry.backoff.initial`),
    factor: factor ?? EXPLICIT_BACKOFF.factor,
    max: max === undefined ? EXPLICIT_BACKOFF.max : duration(max, `${where}.retry.backoff.max`),
    jitter: jitter ?? EXPLICIT_BACKOFF.jitter,
  }
}

/** The delay before retry number `retry` (from 0), in milliseconds; `random` is from [0, 1). */
export function backoffDelay(policy: BackoffPolicy, retry: number, random: number): number {
  const full = Math.min(policy.max, policy.initial * policy.factor ** Math.min(retry, 1000))
  return Math.round(full * (1 - policy.jitter * random))
}

export function mapPolicy(step: Step): MapPolicy {
  const config = step.config ?? {}
  return {
    window: step.kind === 'reduce' ? 1 : (positive(config['concurrency']) ?? positive(config['batchSize']) ?? 100),
    ordered: config['ordered'] !== false,
    onElementError: oneOf(config['onElementError'], ['fail', 'collect', 'skip', 'dead_letter']),
    maxFailures: typeof config['maxFailures'] === 'number' ? config['maxFailures'] : Infinity,
    gather: step.kind === 'reduce' ? 'last' : oneOf(config['gather'], ['list', 'count', 'sum', 'min', 'max', 'last', 'none']),
    initial: config['initial'] ?? null,
  }
}

/** The value where it is one of them, else the first. */
function oneOf<T extends string>(value: unknown, allowed: readonly [T, ...T[]]): T {
  return allowed.find((one) => one === value) ?? allowed[0]
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined
}
