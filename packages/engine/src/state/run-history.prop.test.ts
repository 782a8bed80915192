import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { arbitraryModel } from '../testing/model/arbitrary-document.ts'
import { playModel, type Acts } from '../testing/model/play-model.ts'
import { FOUND_CASES } from '../testing/seeds.ts'
import { createRunHistory } from './create-run-history.ts'
import { createRunView } from './create-run-view.ts'
import type { RunHistory, StepView } from './run-view.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 500)
const LONG = 10 * 3_600_000

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
const acts: fc.Arbitrary<Acts> = fc.oneof(
  fc.record({ choices, undo: fc.boolean(), eager: fc.boolean() }),
  fc.record({ choices, cancel: fc.record({ after: fc.nat(8), rollback: fc.boolean() }), eager: fc.boolean() }),
)

/** A step that has not been spoken of looks like one that is not there. */
const spoken = (step: StepView | undefined) => (step?.status === 'idle' && step.attempts.length === 0 ? undefined : step)

/** At which event, and where, the history differs from a fold that stops there. */
function firstDifference(planned: Plan, events: readonly RunEvent[], history: RunHistory): unknown {
  const paths = [...history.paths()]
  const stopped = createRunView(planned)
  for (const event of events) {
    stopped.apply([event])
    const moment = history.at(event.seq)
    const difference = firstIn([['run', moment.run, stopped.run], ...paths.map((path) => [path, spoken(moment.step(path)), spoken(stopped.step(path))] as const)])
    if (difference) return { event: `${event.seq} ${event.type} ${event.step ?? ''}`, ...difference }
  }
  return undefined
}

function firstIn(pairs: readonly (readonly [string, unknown, unknown])[]): object | undefined {
  for (const [what, got, wanted] of pairs) if (plain(got) !== plain(wanted)) return { what, got, wanted }
  return undefined
}

/** Fields in one order. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner)) ?? ''
}

describe('a run history', () => {
  it('F1 shows every moment as a fold that stops there does, whatever the run goes through', () => {
    fc.assert(
      fc.property(arbitraryModel, acts, fc.option(fc.nat()), (model, given, cut) => {
        let { test, events, endless } = playModel(model, given)
        if (cut !== null && !endless && events.length > 0) ({ test, events, endless } = playModel(model, given, events.slice(0, 1 + (cut % events.length))))
        if (endless) return
        const history = createRunHistory(test.plan)
        history.apply(events)
        expect(firstDifference(test.plan, events, history)).toBeUndefined()
      }),
      { numRuns },
    )
  }, LONG)

  for (const found of FOUND_CASES) {
    it(`F1 ${found.name}`, () => {
      const { test, events } = playModel(found.model, found.acts)
      const history = createRunHistory(test.plan)
      history.apply(events)
      expect(firstDifference(test.plan, events, history)).toBeUndefined()
    })
  }

  it('F1 looks the same whether events come one by one or all at once', () => {
    fc.assert(
      fc.property(arbitraryModel, acts, (model, given) => {
        const { test, events, endless } = playModel(model, given)
        if (endless) return
        const [slow, fast] = [createRunHistory(test.plan), createRunHistory(test.plan)]
        for (const event of events) slow.apply([event])
        fast.apply(events)
        expect(plain(slow.steps())).toBe(plain(fast.steps()))
        expect(plain([...slow.foremost()])).toBe(plain([...fast.at(events.length).foremost()]))
        for (const [drawn, step] of slow.foremost()) expect([plain(slow.foremostOf(drawn)), plain(fast.at(events.length).foremostOf(drawn))]).toEqual([plain(step), plain(step)])
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    )
  }, LONG)
})
