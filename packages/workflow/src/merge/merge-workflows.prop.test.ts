import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contentHash } from '../content-hash.ts'
import { arbitraryWorkflow } from '../testing/arbitrary-workflow.ts'
import { surroundings } from '../testing/fake-catalog.ts'
import { validate } from '../validate.ts'
import { mergeWorkflows, type MergeRequest } from './merge-workflows.ts'
import type { Clash, Resolution } from './clash.ts'
import type { WorkflowDocument } from '../document.ts'

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

type Pick = (clash: Exclude<Clash, { readonly kind: 'seam' }>) => Resolution

/** Asks until nothing is open: a choice may change what the later clashes allow. */
function resolved(base: WorkflowDocument, incoming: WorkflowDocument, how: { readonly pick: Pick } & MergeRequest) {
  const choices: Record<string, Resolution> = { ...how.choices }
  for (let round = 0; round < 100; round++) {
    const merge = mergeWorkflows(base, incoming, { ...how, choices })
    if (merge.document) return { ...merge, document: merge.document }
    for (const clash of merge.clashes) if (clash.kind !== 'seam' && !clash.chosen) choices[clash.id] = how.pick(clash)
  }
  throw new Error('clashes stay open')
}

const errors = (document: WorkflowDocument) => validate(document, surroundings).filter(({ severity }) => severity === 'error')

it('gives the same content when a document is merged with itself and everything is reused', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, (document) => {
      const { document: merged, report } = resolved(frozen(document), document, { pick: ({ suggested }) => suggested })
      expect(contentHash(merged)).toBe(contentHash(document))
      expect(merged.view).toEqual(document.view)
      expect(report.steps.added).toEqual([])
    }),
  )
})

it('makes valid documents of valid ones, however the clashes are resolved and inputs connected', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, arbitraryWorkflow, fc.infiniteStream(fc.nat()), fc.boolean(), (base, incoming, numbers, connected) => {
      const draw = () => numbers.next().value ?? 0
      const pick: Pick = ({ allowed }) => {
        const kind = allowed[draw() % allowed.length] ?? 'keepBoth'
        return kind === 'rename' ? { kind, to: `other_${draw()}` } : { kind }
      }
      const from = base.steps[draw() % base.steps.length]?.name ?? ''
      const duplicates = mergeWorkflows(base, incoming).report.duplicates.filter(() => draw() % 2 === 0)
      const choices = Object.fromEntries(duplicates.map(({ id }) => [id, { kind: 'reuse' } as const]))
      const before = JSON.stringify([base, incoming])
      const { document } = resolved(frozen(base), frozen(incoming), { pick, choices, ...(connected && { connect: [{ from, to: 'order' }] }) })
      expect(errors(document)).toEqual([])
      expect(JSON.stringify([base, incoming])).toBe(before)
    }),
    { numRuns: 150 },
  )
})
