import { expect, it } from 'vitest'
import type { Question } from './question.ts'
import { endWords, noteOf, silenceWords } from './question-words.ts'

const options = [{ value: 'approve', title: 'Approve', approves: true }, { value: 'reject', title: 'Reject', approves: false }]
const over = (answer: Question['answer'], more: Partial<Question> = {}) => endWords({ status: 'answered', kind: 'approval', options, onTimeout: 'fail', answer, ...more })

it('says how a question has ended', () => {
  expect(over({ approved: true, choice: 'approve', by: 'Ada' })).toBe('Approved by Ada')
  expect(over({ approved: false, choice: 'reject', by: null })).toBe('Rejected')
  expect(over(true)).toBe('Approved')
  expect(over({ choice: 'ten', by: 'Ada' }, { options: [{ value: 'ten', title: '10 %', approves: true }] })).toBe('10 % by Ada')
  expect(over({ decision: 'skip', by: 'Ada' }, { kind: 'escalate', options: [{ value: 'skip', title: 'Skip', approves: true }] })).toBe('Skip by Ada')
  expect(over(null, { status: 'withdrawn' })).toBe('No longer needed')
  expect(over(null, { status: 'timed_out', onTimeout: 'skip' })).toBe('Nobody answered in time: skip')
})

it('says what silence comes to, and shows notes', () => {
  expect(silenceWords({ kind: 'approval', onTimeout: 'fail', dueAt: null })).toBeUndefined()
  expect(silenceWords({ kind: 'approval', onTimeout: 'reject', dueAt: '2027-01-31T09:00:00Z' })).toMatch(/^Answer by .+; after that it counts as rejected\.$/)
  expect(noteOf({ answer: { note: 'fine' } })).toBe('fine')
  expect(noteOf({ answer: true })).toBeUndefined()
})
