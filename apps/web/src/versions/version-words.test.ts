import { expect, it } from 'vitest'
import { diffDocuments, type WorkflowDocument } from '@eddy/workflow'
import { countChanges } from './count-changes.ts'
import { outcomeWords, successShare } from './version-words.ts'

const outcomes = { version: 1, runs: 12, unfinished: 2, succeeded: 9, failed: 1, incomplete: 0, cancelled: 0, p50: 1240, p95: 61_000 }

it('says how runs have ended; those under way say nothing yet', () => {
  expect(outcomeWords(outcomes)).toBe('12 runs · 90 % succeeded · p50 1.2 s · p95 1 min 1 s')
  expect(outcomeWords({ ...outcomes, runs: 1, unfinished: 1, succeeded: 0 })).toBe('1 run · none has ended')
  expect(outcomeWords(undefined)).toBe('No runs in the last 30 days')
  expect(successShare({ ...outcomes, runs: 2, unfinished: 2 })).toBeUndefined()
})

it('counts edits as a person does: lines follow from steps and fields', () => {
  const before: WorkflowDocument = { eddy: 1, name: 'w', steps: [{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug', waitFor: ['a'] }] }
  const after: WorkflowDocument = { eddy: 1, name: 'w', title: 'W', steps: [{ name: 'a', kind: 'debug', timeout: 'PT1S', note: 'n' } as never, { name: 'c', kind: 'fail', waitFor: ['a'] }] }
  expect(countChanges(diffDocuments(before, after))).toBe(5)
  expect(countChanges(diffDocuments(before, before))).toBe(0)
})
