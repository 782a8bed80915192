import { describe, expect, it } from 'vitest'
import { bookATrip, chain, post, remove, stageOf } from '../testing/stages.ts'
import { cellAt, cellsOf } from './matrix.ts'
import { cellSentence, failureMatrix } from './failure-matrix.ts'
import { MatrixCache } from './matrix-cache.ts'
import { matrixTable } from './matrix-table.ts'
import { brokenExpectations, expectationOf, expectationsSchema } from './expectation.ts'

const names = ['room', 'card', 'mail']

describe('failureMatrix', () => {
  it('rehearses every step failing in every way', async () => {
    const matrix = await failureMatrix(stageOf(chain(names)))
    expect(matrixTable(matrix)).toBe(
      [
        '| step | fails       | recovers    | times out | crash          | cancelled | undo fails         |',
        '|------|-------------|-------------|-----------|----------------|-----------|--------------------|',
        '| room | rolled back | rolled back | hangs     | halted, 1 left | cancelled | incomplete, 1 left |',
        '| card | rolled back | rolled back | hangs     | halted, 1 left | cancelled | incomplete, 1 left |',
        '| mail | rolled back | rolled back | hangs     | halted, 1 left | cancelled | incomplete, 1 left |',
      ].join('\n'),
    )
    expect(cellsOf(matrix).every(({ reached }) => reached)).toBe(true)
    expect([matrix.computed, matrix.reused]).toEqual([18, 0])
  })

  it('says it in one sentence', async () => {
    const matrix = await failureMatrix(stageOf(chain(names)))
    const cell = cellAt(matrix, 'mail', 'fail')
    expect(cell && cellSentence(cell, 'Send mail')).toBe('Send mail fails on every try: Failed at Mail; undone: Card, then Room; nothing is left. About 1 s.')
  })

  it('does not take for green what was not reached', async () => {
    const stage = stageOf({
      steps: [{ name: 'where', kind: 'switch', arguments: [{ name: 'abroad', from: { value: false } }], branches: [{ when: 'abroad', steps: [post('visa')] }, { steps: [post('train')] }] }],
      handlers: [remove('visa'), remove('train')],
    })
    const cell = cellAt(await failureMatrix(stage), 'where.visa', 'fail')
    expect(cell).toMatchObject({ reached: false, reason: 'not reached with these fixtures: "Where" takes another branch', end: 'succeeded' })
    const expected = { step: 'where.visa', kind: 'fail', end: 'succeeded', undone: [], residue: [] } as const
    expect(brokenExpectations(await failureMatrix(stage), [expected])).toHaveLength(1)
  })

  it('rehearses the shipped template', async () => {
    const matrix = await failureMatrix(stageOf(bookATrip()))
    expect(cellAt(matrix, 'car', 'fail')).toMatchObject({ end: 'rolled_back', undone: ['hotel', 'flight'], residue: [] })
    expect(cellAt(matrix, 'car', 'crash')).toMatchObject({ end: 'succeeded' })
  })

  it('rehearses again only what an edit can have changed', async () => {
    const cache = new MatrixCache()
    const before = chain(names)
    await failureMatrix(stageOf(before), { cache })
    const again = await failureMatrix(stageOf(before), { cache })
    expect([again.computed, again.reused]).toEqual([0, 18])
    // only what has touched the last step can have changed
    const edited = await failureMatrix(stageOf(chain(names, { mail: { retry: { max: 1 } } })), { cache })
    const fresh = await failureMatrix(stageOf(chain(names, { mail: { retry: { max: 1 } } })))
    expect(edited.rows).toEqual(fresh.rows)
    expect(edited.reused).toBeGreaterThan(7)
    expect(edited.computed).toBeGreaterThan(5)
    // going back costs nothing
    expect((await failureMatrix(stageOf(before), { cache })).computed).toBe(0)
  })
})

describe('expectations', () => {
  it('break when a cell comes to anything else', async () => {
    const matrix = await failureMatrix(stageOf(chain(names)))
    const cell = cellAt(matrix, 'mail', 'fail')
    const expected = cell ? [expectationOf(cell)] : []
    expect(expected).toEqual([{ step: 'mail', kind: 'fail', end: 'rolled_back', undone: ['card', 'room'], residue: [] }])
    expect(brokenExpectations(matrix, expected)).toEqual([])
    const changed = await failureMatrix(stageOf(chain(names, { card: { undo: 'none' } })))
    expect(brokenExpectations(changed, expected).map(({ message }) => message)).toEqual(['mail fails on every try: undone was to be card, room, and is room; left was to be nothing, and is card'])
    expect(expectationsSchema.parse(JSON.parse(JSON.stringify({ expectations: 1, workflow: 'test', cells: expected }))).cells).toEqual(expected)
  })
})
