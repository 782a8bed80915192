import { parseReference, resultSchema, stepEffects, walkSteps, type Catalog, type WorkflowDocument } from '@eddy/workflow'
import { agentSlots } from './agent-slots.ts'
import { documentHosts } from './document-hosts.ts'
import { documentSecrets } from './document-secrets.ts'
import type { Manifest, ManifestEffect } from './manifest.ts'

interface Surroundings {
  readonly catalog: Pick<Catalog, 'get'>
  /** The documents behind its `compose` steps, and behind theirs, by reference. */
  readonly composed?: { readonly [reference: string]: WorkflowDocument }
}

/** Reads off a document, and off all that it composes, what it needs and does. O(steps). */
export function manifestOf(document: WorkflowDocument, { catalog, composed = {} }: Surroundings): Manifest {
  const documents = [document, ...Object.values(composed)]
  return {
    inputs: document.inputs ?? [],
    output: resultSchema(document, catalog) ?? null,
    secrets: sorted(documents.flatMap((one) => [...documentSecrets(one).keys()])),
    agents: agentSlots(documents),
    kinds: sorted(documents.flatMap((one) => [...walkSteps(one)].map(({ step }) => step.kind))),
    hosts: [...new Set(documents.flatMap(documentHosts))],
    effects: effectsOf(document, { catalog, composed }),
    composes: sorted(Object.keys(composed).map((reference) => parseReference(reference).name)),
    steps: [...walkSteps(document)].filter(({ lane }) => lane === 'steps').length,
  }
}

/** By effect, the steps of the forward part that have it themselves; a composing step has those of what it composes. */
function effectsOf(document: WorkflowDocument, surroundings: Required<Surroundings>): readonly ManifestEffect[] {
  const found = new Map<string, string[]>()
  for (const { step, path, lane } of walkSteps(document)) {
    if (lane === 'handlers') continue
    const { steps: _inner, branches: _branches, ...own } = step
    for (const effect of stepEffects(own, surroundings)) found.set(effect, [...(found.get(effect) ?? []), path])
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([effect, steps]) => ({ effect, steps }))
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
