import { z } from 'zod'
import type { Catalog, KindContract, Surroundings } from '../catalog.ts'

function contract(kind: string, more: Partial<KindContract> = {}): KindContract {
  const plain = { kind, title: kind, summary: '', docs: '', icon: 'box', group: 'action', config: z.looseObject({}), effects: [], idempotent: true, examples: [], fake: () => null } as const
  return { ...plain, ...more }
}

const contracts = [
  contract('expression', { config: z.strictObject({ expr: z.string() }), expressions: ['expr'] }),
  contract('collect', { group: 'logic', config: z.strictObject({}) }),
  contract('charge', {
    effects: ['charges a card'],
    idempotent: false,
    config: z.strictObject({ amount: z.number().optional() }),
    arguments: { type: 'object', properties: { card: { type: 'string' } } },
    check: (step) => (step.config?.['amount'] === 13 ? [{ path: 'amount', message: 'Thirteen is unlucky.' }] : []),
  }),
  contract('code', { config: z.strictObject({ source: z.string() }) }),
  contract('file', { effects: ['writes a file'], builtInUndo: true }),
  contract('strict', { arguments: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'], additionalProperties: false } }),
  contract('broken', { config: z.looseObject({}).refine(() => explode()), effects: explode }),
  contract('group', { group: 'logic', container: 'steps', native: true }),
  contract('map', { group: 'logic', container: 'steps', iterates: true, native: true }),
  contract('switch', { group: 'logic', container: 'branches', native: true }),
  contract('repeat', { group: 'logic', container: 'steps' }),
  contract('compose', { group: 'child', native: true, config: z.strictObject({ workflow: z.string() }) }),
]

function explode(): never {
  throw new Error('out of order')
}

const byKind = new Map(contracts.map((entry) => [entry.kind, entry]))

/** A few kinds of every sort, for the tests of this package. */
export const fakeCatalog: Catalog = { get: (kind) => byKind.get(kind), list: () => contracts }

export const surroundings: Surroundings = { catalog: fakeCatalog }
