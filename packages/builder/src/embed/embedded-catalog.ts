import type { Catalog, KindContract } from '@eddy/workflow'
import { z } from 'zod'
import type { EmbeddedKind } from './embedded-kind.ts'

type Shape = Pick<KindContract, 'container' | 'iterates' | 'races' | 'expressions' | 'native'>

/** What the engine carries out itself, as far as its nesting; the whole contracts are in @eddy/steps/contract. */
const BUILT_IN: { readonly [kind: string]: Shape } = {
  group: { container: 'steps', iterates: 'once', expressions: ['before'], native: true },
  around: { container: 'steps', native: true },
  lock: { container: 'steps', native: true },
  cache: { container: 'steps', native: true },
  map: { container: 'steps', iterates: true, native: true },
  reduce: { container: 'steps', iterates: true, native: true },
  repeat: { container: 'steps', iterates: 'rounds', native: true },
  switch: { container: 'branches', native: true },
  race: { container: 'branches', races: true, native: true },
  compose: { native: true },
  'wait.timer': { native: true },
  'wait.until': { native: true },
  'wait.signal': { native: true },
  approval: { native: true },
  escalate: { native: true },
  expression: { expressions: ['expr'] },
}

/** Whether the engine would carry out the kind itself, whatever anybody says. */
export function isNative(kind: string): boolean {
  return BUILT_IN[kind]?.native === true
}

/** One's own kinds, then those of `base`, then what the engine can do without any. */
export function embeddedCatalog(kinds: ReadonlyMap<string, EmbeddedKind>, base: Catalog | undefined): Catalog {
  const byKind = new Map<string, KindContract>()
  for (const [kind, shape] of Object.entries(BUILT_IN)) byKind.set(kind, { ...plainContract(kind), ...shape, effects: [], idempotent: true })
  for (const contract of base?.list() ?? []) byKind.set(contract.kind, contract)
  for (const [kind, { undo, contract }] of kinds) byKind.set(kind, { ...plainContract(kind), ...contract, ...(undo === undefined ? {} : { builtInUndo: true }) })
  const list = [...byKind.values()]
  return { get: (kind) => byKind.get(kind), list: () => list }
}

function plainContract(kind: string): KindContract {
  return {
    kind,
    title: kind,
    summary: `Does "${kind}".`,
    docs: '',
    icon: 'square-function',
    group: 'action',
    config: z.looseObject({}),
    effects: [`what "${kind}" does`],
    idempotent: false,
    examples: [],
    fake: () => null,
  }
}
