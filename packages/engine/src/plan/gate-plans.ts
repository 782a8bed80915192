import type { Json, Step } from '@eddy/workflow'
import type { GatePlan } from './plan.ts'

const KINDS = ['claim', 'concurrency', 'lock', 'rate', 'breaker', 'cache'] as const

/** What an `around` puts around its steps, in the order of entering; a `lock` or `cache` step is the one of its kind. */
export function gatePlans(step: Step): readonly GatePlan[] {
  const config = step.config ?? {}
  if (step.kind === 'lock' || step.kind === 'cache') return [gatePlan(step, step.kind, config)]
  return KINDS.flatMap((kind) => {
    const settings = config[kind]
    return isSettings(settings) ? [gatePlan(step, kind, settings)] : []
  })
}

function gatePlan(step: Step, kind: GatePlan['kind'], settings: { readonly [name: string]: Json }): GatePlan {
  const { name, key } = settings
  return { kind, name: typeof name === 'string' ? name : step.name, key: typeof key === 'string' ? key : null, settings }
}

function isSettings(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
