import type { StepView } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import { compareRuns } from '@eddy/rehearsal'
import { comparisonNotes, differenceWords } from './comparison-notes.ts'

const step = (path: string, more: Partial<StepView> = {}): StepView => ({ path, status: 'succeeded', attempt: 1, attempts: [], ...more })

const here = [step('a', { value: 1 }), step('b', { arguments: { nights: 2 }, value: { price: 80 } }), step('c', { status: 'failed' }), step('only_here'), step('waiting', { attempt: 0, status: 'idle' })]
const there = [step('a', { value: 1 }), step('b', { arguments: { nights: 3 }, value: { price: 120 } }), step('c'), step('only_there')]

describe('compareRuns', () => {
  it('lists what differs in its values first, then other ways, then the same', () => {
    const compared = compareRuns(here, there)
    expect(compared.map(({ path, kind }) => `${path} ${kind}`)).toEqual(['b differs', 'c differs', 'only_here here', 'only_there there', 'a same'])
    expect(compared[0]).toMatchObject({ inputs: [{ path: 'nights', before: 2, after: 3 }], outputs: [{ path: 'price', before: 80, after: 120 }] })
    expect(compared.slice(0, 2).map(differenceWords)).toEqual(['2 values differ', 'Failed in A, Succeeded in B'])
  })

  it('leaves the cards of the same path plain', () => {
    const notes = comparisonNotes(compareRuns(here, there), { here: 'A', there: 'B' })
    expect([...notes].map(([path, { kind }]) => `${path} ${kind}`).sort()).toEqual(['b differs', 'c differs', 'only_here here', 'only_there there'])
  })

  it('finds nothing between a run and itself', () => {
    expect(compareRuns(here, here).every(({ kind }) => kind === 'same')).toBe(true)
  })
})
