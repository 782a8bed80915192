import type { Catalog } from '../catalog.ts'
import type { Step, WorkflowDocument } from '../document.ts'

interface Surroundings {
  readonly catalog: Pick<Catalog, 'get'>
  readonly composed?: { readonly [reference: string]: WorkflowDocument } | undefined
}

/** What a step and everything inside it may do to the world, in the words of its kinds, each once. */
export function stepEffects(step: Step, { catalog, composed = {} }: Surroundings): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const pending = [step]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const effect of ownEffects(next, catalog)) found.add(effect)
    pending.push(...innerSteps(next))
    const reference = next.kind === 'compose' ? next.config?.['workflow'] : undefined
    if (typeof reference !== 'string' || seen.has(reference)) continue
    seen.add(reference)
    pending.push(...(composed[reference]?.steps ?? []))
  }
  return [...found]
}

function ownEffects(step: Step, catalog: Pick<Catalog, 'get'>): readonly string[] {
  const effects = catalog.get(step.kind)?.effects ?? []
  return typeof effects === 'function' ? effects(step) : effects
}

function innerSteps({ steps = [], branches = [] }: Step): readonly Step[] {
  return [...steps, ...branches.flatMap((branch) => branch.steps)]
}
