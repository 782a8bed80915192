import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import { createRunView } from '../state/create-run-view.ts'
import { arbitraryModel, type Model } from '../testing/model/arbitrary-document.ts'
import { ranAgain } from '../testing/model/check-crash.ts'
import { judgeModel, playModel, type Acts, type Played } from '../testing/model/play-model.ts'
import { FOUND_CASES, type FoundCase } from '../testing/seeds.ts'

/** Cases in all, over three properties. */
const cases = Number(process.env['EDDY_CASES'] ?? 1500)
const share = (part: number) => ({ numRuns: Math.max(1, Math.round(cases * part)) })

/** A night's run is not to be cut off. */
const LONG = 10 * 3_600_000

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
const undisturbed: fc.Arbitrary<Acts> = fc.record({ choices, undo: fc.boolean(), eager: fc.boolean() })
const cancelled: fc.Arbitrary<Acts> = fc.record({ choices, cancel: fc.record({ after: fc.nat(8), rollback: fc.boolean() }), eager: fc.boolean() })

function judged(model: Model, played: Played): readonly string[] {
  return [...judgeModel(model, played), ...foldProblems(played)]
}

/** (k) The log folded again gives the same state. */
function foldProblems({ test, events, endless }: Played): readonly string[] {
  // one that was broken off stands in the middle of a turn
  if (endless) return []
  const view = createRunView(test.plan)
  try {
    view.apply(events)
  } catch (error) {
    return [`the log cannot be folded again: ${String(error)}`]
  }
  const folded = ({ status, seq, undone, left, residue }: typeof view.run | typeof test.run.state) => JSON.stringify({ status, seq, undone, left, residue })
  return folded(view.run) === folded(test.run.state) ? [] : [`folded again the log gives ${folded(view.run)}, and the run is ${folded(test.run.state)}`]
}

function crashed(model: Model, acts: Acts, events: readonly RunEvent[]): { readonly played: Played | undefined; readonly problems: readonly string[] } {
  try {
    const played = playModel(model, acts, events)
    return { played, problems: [...judged(model, played), ...ranAgain(events.length, played.events, played.test.executor.calls)] }
  } catch (error) {
    return { played: undefined, problems: [`the log cannot be taken up again: ${String(error)}`] }
  }
}

function expectNone(problems: readonly string[], events: readonly RunEvent[]): void {
  if (problems.length > 0) expect.fail(`${problems.join('\n')}\n${events.map(({ seq, type, step }) => `${seq} ${type} ${step ?? ''}`).join('\n')}`)
}

describe('random documents of every kind, judged by the naive oracle', () => {
  it('F1 S1 S2 S4 S7 R1 R3 R4 R5 U1 U2 U3 U4 U5 U6 U7 U8 U10 C1 C2 C4 C5 L1 H1 run, roll back and end as they should', () => {
    fc.assert(
      fc.property(arbitraryModel, undisturbed, (model, acts) => {
        const played = playModel(model, acts)
        expectNone(judged(model, played), played.events)
      }),
      share(0.4),
    )
  }, LONG)

  it('H4 U1 roll back when they are cancelled at any time, or leave all as it is', () => {
    fc.assert(
      fc.property(arbitraryModel, cancelled, (model, acts) => {
        const played = playModel(model, acts)
        expectNone(judged(model, played), played.events)
      }),
      share(0.2),
    )
  }, LONG)

  it('U9 H1 H5 after a crash at any event, and another, go on as if there had been none', () => {
    fc.assert(
      fc.property(arbitraryModel, fc.oneof(undisturbed, cancelled), fc.tuple(fc.nat(), fc.nat()), (model, acts, cuts) => {
        let { events, endless } = playModel(model, { ...acts, undo: false })
        for (const cut of cuts) {
          if (endless) return
          const { played, problems } = crashed(model, { ...acts, undo: false }, events.slice(0, 1 + (cut % events.length)))
          expectNone(problems, played?.events ?? events)
          if (played === undefined) return
          ;({ events, endless } = played)
        }
      }),
      share(0.4),
    )
  }, LONG)
})

describe('cases that the model has found', () => {
  for (const found of FOUND_CASES) {
    it(found.name, () => expect(problemsOf(found)).toEqual([]))
  }
})

function problemsOf({ name, model, acts, crashAfter }: FoundCase): readonly string[] {
  let played = playModel(model, acts)
  if (crashAfter) {
    const [type, step, nth = 0] = crashAfter
    const last = played.events.filter((event) => event.type === type && (step === undefined || event.step === step))[nth]
    played = playModel(model, acts, played.events.slice(0, last?.seq))
  }
  const problems = [...judgeModel(model, played), ...foldProblems(played)]
  if (process.env['EDDY_SHOW'] !== undefined) console.log(`${name}\n${problems.join('\n')}\n${played.events.map((event) => `  ${event.seq} ${event.type} ${event.step ?? ''}`).join('\n')}`)
  return problems
}
