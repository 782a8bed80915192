import { expect, it } from 'vitest'
import { shareOut, type Sharing, type Waiting } from './share-out.ts'

const run = (runId: string, more: Partial<Waiting> = {}): Waiting => ({ runId, workflow: runId[0] ?? '', priority: 0, enteredAt: Number(runId.slice(1)), ...more })
const given = (waiting: readonly Waiting[], more: Partial<Sharing> = {}) => shareOut({ waiting, underWay: new Map(), turns: new Map(), mostOfWorkflow: Infinity, free: 100, now: 1000, ...more }).map(({ runId }) => runId)

it('gives places to workflows in turn, to the longest waiting run of each', () => {
  expect(given([run('a3'), run('a1'), run('a2'), run('b5'), run('b4')])).toEqual(['a1', 'b4', 'a2', 'b5', 'a3'])
})

it('does not let ten thousand runs of one workflow hold up the single one of another', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => run(`a${n}`))
  expect(given([...many, run('b999')], { free: 2 })).toEqual(['a0', 'b999'])
  // one place at a time, and nothing under way: whose turn was longest ago
  expect(given([...many, run('b999')], { free: 1, turns: new Map([['a', 7]]) })).toEqual(['b999'])
})

it('prefers the workflow with fewer runs under way', () => {
  expect(given([run('a1'), run('a2'), run('b3')], { underWay: new Map([['a', 1]]), free: 2 })).toEqual(['b3', 'a1'])
})

it('puts higher priorities first, and who has waited long', () => {
  expect(given([run('a1'), run('b2', { priority: 1 }), run('b3', { priority: -1 })])).toEqual(['b2', 'a1', 'b3'])
  expect(given([run('a1'), run('b2', { priority: 1, enteredAt: 300_000 })], { now: 300_001 })).toEqual(['a1', 'b2'])
})

it('gives a workflow no more than its limit', () => {
  expect(given([run('a1'), run('a2'), run('a3'), run('b4')], { mostOfWorkflow: 2, underWay: new Map([['a', 1]]) })).toEqual(['b4', 'a1'])
})

it('shares places about as the weights say; one that weighs little is not forgotten', () => {
  const many = ['a', 'b', 'c'].flatMap((workflow) => Array.from({ length: 20 }, (_, n) => run(`${workflow}${n}`)))
  const first = given(many, { free: 20, weights: new Map([['a', 3], ['c', 0.5]]) })
  expect(['a', 'b', 'c'].map((workflow) => first.filter((id) => id.startsWith(workflow)).length)).toEqual([12, 5, 3])
})
