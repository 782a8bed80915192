import type { Catalog, KindContract } from '@eddy/workflow'

/** The traits that planning reads of a kind. */
export type Traits = Pick<KindContract, 'effects' | 'idempotent'> & { readonly builtInUndo?: boolean }

/**
 * A catalogue for tests of the engine alone: `pure` has no effects, `effect` has one and may be repeated, `once` has one and
 * may not, `undoable` undoes itself; the engine's own kinds are there too.
 */
export function fakeCatalog(more: { readonly [kind: string]: Traits } = {}): Pick<Catalog, 'get'> {
  const none: Traits = { effects: [], idempotent: true }
  const traits: { readonly [kind: string]: Traits } = {
    pure: none,
    effect: { effects: ['an effect'], idempotent: true },
    once: { effects: ['an effect'], idempotent: false },
    undoable: { effects: ['an effect'], idempotent: true, builtInUndo: true },
    ...more,
  }
  return { get: (kind) => contract(kind, traits[kind] ?? none) }
}

function contract(kind: string, traits: Traits): KindContract {
  const unused = { title: kind, summary: '', docs: '', icon: 'box', group: 'action', examples: [], fake: () => null } as const
  // planning never validates a config
  return { kind, ...unused, ...traits, config: undefined as never }
}
