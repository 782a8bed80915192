import type { RunSummary, StepView } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import { pivotPassed } from './pivot-passed.ts'
import { runVerbs, stepVerbs, type VerbFacts } from './run-verb.ts'

const run = (more: Partial<RunSummary>): RunSummary => ({ status: 'running', seq: 1, forward: 'running', rollback: 'none', undone: [], left: [], residue: [], ...more })
const step = (more: Partial<StepView>): StepView => ({ path: 'a', status: 'succeeded', attempt: 1, attempts: [], ...more })
const facts = (more: Partial<VerbFacts>): VerbFacts => ({ run: run({}), steps: [], detail: { workflowId: 'w', version: 3, trial: null }, awaitsSignal: false, titleOf: (path) => path.toUpperCase(), ...more })
const ids = (given: VerbFacts) => runVerbs(given).map(({ id }) => id)

describe('what can be done about a run', () => {
  it('is what its state allows', () => {
    expect(ids(facts({}))).toEqual(['halt', 'cancel', 'kill', 'again', 'fork', 'compare', 'export'])
    expect(ids(facts({ steps: [step({ status: 'retrying' })], awaitsSignal: true })).slice(0, 3)).toEqual(['signal', 'retry-now', 'halt'])
    expect(ids(facts({ run: run({ status: 'halted' }) })).slice(0, 4)).toEqual(['resume', 'cancel', 'kill', 'adapt'])
    expect(ids(facts({ run: run({ status: 'rolled_back', forward: 'failed', rollback: 'complete' }) }))).toEqual(['retry', 'again', 'fork', 'compare', 'export'])
    expect(ids(facts({ run: run({ status: 'succeeded', forward: 'succeeded' }) }))).toEqual(['undo', 'again', 'fork', 'compare', 'template', 'export'])
    expect(ids(facts({ run: run({ status: 'succeeded', forward: 'succeeded' }), detail: { workflowId: 'w', version: 3, trial: { fixture: null, pinned: [], part: null } as never } }))).not.toContain('template')
  })

  it('names the version and the data', () => {
    const words = (detail: VerbFacts['detail']) => runVerbs(facts({ run: run({ status: 'rolled_back', forward: 'failed' }), detail }))[0]?.consequence
    expect(words({ workflowId: 'w', version: 3, trial: null })).toContain('version 3 with the same input')
    expect(words({ workflowId: 'w', version: null, contentHash: '4f0c2a91ffff', trial: null })).toContain('the version that it ran (4f0c2a91)')
  })

  it('past the point of no return: what was done up to it stays', () => {
    const cancel = (pivot: string | undefined) => runVerbs(facts({ pivot })).find(({ id }) => id === 'cancel')
    expect([cancel(undefined)?.title, cancel('pay')]).toEqual(['Cancel …', expect.objectContaining({ title: 'Stop half way …', consequence: 'PAY was the point of no return: what was done up to it stays. To finish, let the run go forward.' })])
    const names = { hasPivot: () => true, stepOf: (path: string) => ({ name: path, kind: 'code', ...(path === 'pay' ? { role: 'pivot' as const } : {}) }) }
    expect(pivotPassed([step({ path: 'a' }), step({ path: 'pay' })], names)).toBe('pay')
    expect(pivotPassed([step({ path: 'a' }), step({ path: 'pay', status: 'running' })], names)).toBeUndefined()
  })

  it('what takes over results is refused while something is left in place, and says so; all of it again is not', () => {
    const left = facts({ run: run({ status: 'rollback_incomplete', forward: 'failed', rollback: 'incomplete', left: ['a'] }), steps: [step({})] })
    const refused = 'The rollback has left A in place. Resolve it first: what runs again could do it twice.'
    expect([...runVerbs(left), ...stepVerbs(left, 'a')].flatMap(({ id, refused: why }) => (why === undefined ? [] : [[id, why]]))).toEqual([['retry', refused], ['restart', refused]])
    expect(runVerbs({ ...left, run: { ...left.run, left: ['a', 'b', 'c'] } }).find(({ id }) => id === 'retry')?.refused).toContain('A and 2 more in place. Resolve them first')
  })

  it('of a step: again at once, or from it on', () => {
    expect(stepVerbs(facts({ steps: [step({ status: 'retrying' })] }), 'a')).toMatchObject([{ id: 'retry-now', step: 'a', title: 'Retry now' }])
    expect(stepVerbs(facts({ run: run({ status: 'succeeded' }), steps: [step({})] }), 'a')).toMatchObject([{ id: 'restart', step: 'a', title: 'Restart from A …' }])
    expect(stepVerbs(facts({ steps: [step({})] }), 'a')).toEqual([])
  })
})
