import type { Catalog } from '../catalog.ts'
import type { Step, WorkflowDocument } from '../document.ts'

interface Surroundings {
  readonly catalog: Pick<Catalog, 'get'>
  readonly composed?: { readonly [reference: string]: WorkflowDocument } | undefined
  /** Steps that do nothing, for a pin always answers for them: by the names of a top step's scopes and its own, joined by `/`. */
  readonly answered?: ((path: string) => boolean) | undefined
}

/** What a step at the top and everything inside it may do to the world, in the words of its kinds, each once. */
export function stepEffects(step: Step, { catalog, composed = {}, answered = () => false }: Surroundings): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  // what is in another workflow has no path: rather an effect too many is told than one too few
  const pending: Placed[] = [{ step, path: step.name }]
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { step: next, path } = at
    if (path !== undefined && answered(path)) continue
    for (const effect of ownEffects(next, catalog)) found.add(effect)
    pending.push(...innerSteps(at))
    const reference = composedBy(next)
    if (reference === undefined || seen.has(reference)) continue
    seen.add(reference)
    pending.push(...(composed[reference]?.steps ?? []).map((inner) => ({ step: inner })))
  }
  return [...found]
}

function ownEffects(step: Step, catalog: Pick<Catalog, 'get'>): readonly string[] {
  const effects = catalog.get(step.kind)?.effects ?? []
  return typeof effects === 'function' ? effects(step) : effects
}

function composedBy({ kind, config }: Step): string | undefined {
  const reference = kind === 'compose' ? config?.['workflow'] : undefined
  return typeof reference === 'string' ? reference : undefined
}

interface Placed {
  readonly step: Step
  readonly path?: string
}

function innerSteps({ step: { steps = [], branches = [] }, path }: Placed): readonly Placed[] {
  return [...steps, ...branches.flatMap((branch) => branch.steps)].map((step) => (path === undefined ? { step } : { step, path: `${path}/${step.name}` }))
}
