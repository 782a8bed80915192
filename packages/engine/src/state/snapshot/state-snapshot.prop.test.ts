import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../event/event.ts'
import type { Plan } from '../../plan/plan.ts'
import { foldedOn } from '../../testing/folded-on.ts'
import { arbitraryModel, type Model } from '../../testing/model/arbitrary-document.ts'
import { ranAgain } from '../../testing/model/check-crash.ts'
import { judgeModel, playModel, type Acts } from '../../testing/model/play-model.ts'

/** Cases in all, over two properties. */
const cases = Math.max(1, Math.round(Number(process.env['EDDY_CASES'] ?? 1500) / 5))
const LONG = 10 * 3_600_000
const EVERY_PREFIX = 40

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
const acts: fc.Arbitrary<Acts> = fc.oneof(fc.record({ choices, eager: fc.boolean() }), fc.record({ choices, cancel: fc.record({ after: fc.nat(8), rollback: fc.boolean() }), eager: fc.boolean() }))

function compare(plan: Plan, events: readonly RunEvent[], after: number): boolean {
  const { text, differences } = foldedOn(plan, events, after)
  expect(differences).toEqual([])
  return text !== undefined
}

function problemsOf(model: Model, drawn: Acts, { events, snapshotAfter }: { readonly events: readonly RunEvent[]; readonly snapshotAfter: number }): readonly string[] {
  const played = playModel(model, { ...drawn, snapshotAfter }, events)
  const fromAll = playModel(model, drawn, events)
  expect(played.events).toEqual(fromAll.events)
  return [...judgeModel(model, played), ...ranAgain(events.length, played.events, played.test.executor.calls)]
}

describe('snapshots of random runs', () => {
  it('H12 what is folded on from a snapshot is what is folded from the whole log, from every prefix', () => {
    let taken = 0
    fc.assert(
      fc.property(arbitraryModel, acts, fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), (model, drawn, cuts) => {
        const { test, events } = playModel(model, drawn)
        const prefixes = events.length <= EVERY_PREFIX ? events.map(({ seq }) => seq) : cuts.map((cut) => 1 + (cut % events.length))
        for (const after of prefixes) taken += compare(test.plan, events, after) ? 1 : 0
      }),
      { numRuns: cases },
    )
    expect(taken).toBeGreaterThan(cases)
  }, LONG)

  it('H12 H5 U9 after a crash at any event a run goes on from any earlier snapshot as from its whole log', () => {
    fc.assert(
      fc.property(arbitraryModel, acts, fc.tuple(fc.nat(), fc.nat()), (model, drawn, [cut, earlier]) => {
        const { events, endless } = playModel(model, drawn)
        if (endless) return
        const kept = events.slice(0, 1 + (cut % events.length))
        expect(problemsOf(model, drawn, { events: kept, snapshotAfter: 1 + (earlier % kept.length) })).toEqual([])
      }),
      { numRuns: cases },
    )
  }, LONG)
})
