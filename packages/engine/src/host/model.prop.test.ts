import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryModel, type Model } from '../testing/model/arbitrary-document.ts'
import { judgeModel, playModel, type Acts } from '../testing/model/play-model.ts'
import { withoutOpenBugs } from '../testing/seeds.ts'

const cases = Number(process.env['EDDY_CASES'] ?? 1500)

const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 8 })
const forward: fc.Arbitrary<Acts> = fc.record({ choices, crashes: fc.constant([]) })

function complaints(model: Model, acts: Acts): readonly string[] {
  const played = playModel(model, acts)
  return withoutOpenBugs(judgeModel(model, played), played.events)
}

describe('random documents of every kind, judged by the naive oracle', () => {
  it('S1 U1 run and roll back as the oracle says', () => {
    fc.assert(
      fc.property(arbitraryModel, forward, (model, acts) => {
        expect(complaints(model, acts)).toEqual([])
      }),
      { numRuns: cases },
    )
  })
})
