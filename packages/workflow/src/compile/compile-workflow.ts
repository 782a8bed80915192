import type { Catalog } from '../catalog.ts'
import { contentHash } from '../content-hash.ts'
import type { WorkflowDocument } from '../document.ts'
import { documentGraph, topologicalOrder } from '../graph.ts'
import { undoesItself } from '../kind-traits.ts'
import { grouped } from '../import/grouped.ts'
import { stableJson } from '../import/stable-json.ts'
import { longestChain } from '../merge/longest-chain.ts'
import { toMermaid } from '../mermaid.ts'
import { stepEffects } from '../trial/step-effects.ts'
import { toTypescript } from './to-typescript.ts'

/** What a run would do, as far as the document alone tells. */
export interface PlanOutline {
  /** Steps of the top level that can begin together, in order. Steps on a cycle are in none. */
  readonly waves: readonly (readonly string[])[]
  /** What bounds a run from below. */
  readonly longest: readonly string[]
  readonly steps: readonly PlannedOutline[]
}

export interface PlannedOutline {
  readonly step: string
  readonly kind: string
  /** From 0. */
  readonly wave: number
  readonly after: readonly string[]
  readonly effects: readonly string[]
  /** A handler, `built in`, or null: nothing undoes it. */
  readonly undo: string | null
}

/** Everything that can be made of a document without running it. */
export interface CompiledWorkflow {
  readonly name: string
  readonly contentHash: string
  readonly json: string
  readonly typescript: string
  readonly mermaid: string
  readonly plan: PlanOutline
}

export function compileWorkflow(document: WorkflowDocument, catalog: Pick<Catalog, 'get'>): CompiledWorkflow {
  return { name: document.name, contentHash: contentHash(document), json: stableJson(document), typescript: toTypescript(document), mermaid: toMermaid(document), plan: outline(document, catalog) }
}

function outline(document: WorkflowDocument, catalog: Pick<Catalog, 'get'>): PlanOutline {
  const graph = documentGraph(document).scopes.find(({ pointer }) => pointer === '/steps') ?? { steps: [], edges: [] }
  const into = grouped(graph.edges, ({ to }) => to)
  const waveOf = new Map<string, number>()
  for (const name of topologicalOrder(graph)) waveOf.set(name, Math.max(0, ...(into.get(name) ?? []).map(({ from }) => (waveOf.get(from) ?? -1) + 1)))
  const steps = document.steps.filter(({ name }) => waveOf.has(name)).map((step): PlannedOutline => ({
    step: step.name,
    kind: step.kind,
    wave: waveOf.get(step.name) ?? 0,
    after: [...new Set((into.get(step.name) ?? []).map(({ from }) => from))],
    effects: stepEffects(step, { catalog }),
    undo: step.undo === 'none' ? null : (step.undo ?? (undoesItself(catalog.get(step.kind), step) ? 'built in' : null)),
  }))
  const waves = Array.from({ length: Math.max(0, ...steps.map(({ wave }) => wave + 1)) }, (_none, wave) => steps.filter((one) => one.wave === wave).map(({ step }) => step))
  return { waves, longest: longestChain(document), steps }
}
