import { expect, it } from 'vitest'
import { choicesFor, settlingOf, type Answers } from './settling.ts'

const answers: Answers = { how: 'retry', reason: 'because', evidence: ' R-7 ', args: undefined, value: undefined }

it('sends only what belongs to the answer', () => {
  expect(settlingOf(answers)).toEqual({ how: 'retry' })
  expect(settlingOf({ ...answers, args: {} })).toEqual({ how: 'retry' })
  expect(settlingOf({ ...answers, args: { key: 'new' } })).toEqual({ how: 'retry', arguments: { key: 'new' } })
  expect(settlingOf({ ...answers, how: 'done_outside' })).toEqual({ how: 'done_outside', reason: 'because', evidence: 'R-7' })
  expect(settlingOf({ ...answers, how: 'skipped', evidence: '' })).toEqual({ how: 'skipped', reason: 'because' })
  expect(settlingOf({ ...answers, how: 'happened', value: 0 })).toEqual({ how: 'happened', value: 0 })
  expect(settlingOf({ ...answers, how: 'ask_again', value: 1 })).toEqual({ how: 'ask_again' })
})

it('offers what the run can be told: a halted one waits for an answer, one that is over has left it', () => {
  const offered = (kind: 'failed' | 'in_doubt', runStatus: string) => choicesFor({ kind, runStatus }).map(({ value }) => value)
  expect(offered('in_doubt', 'halted')).toEqual(['ask_again', 'happened', 'not_happened'])
  expect(offered('in_doubt', 'rollback_incomplete')).toEqual(['happened', 'not_happened', 'done_outside', 'skipped'])
  expect(offered('failed', 'rollback_incomplete')).toEqual(['retry', 'done_outside', 'skipped'])
})
