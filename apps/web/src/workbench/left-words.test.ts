import { expect, it } from 'vitest'
import { leftTitle, leftWords } from './left-words.ts'

it('names a step by its last name, with the elements that it was for', () => {
  expect([leftTitle('charge'), leftTitle('orders[2].refund_card'), leftTitle('a[1].b[0].c')]).toEqual(['Charge', 'Refund card (2)', 'C (1, 0)'])
})

it('says what is left by what is known of it', () => {
  expect(leftWords({ kind: 'failed', runStatus: 'rollback_incomplete' })).toBe('is still in place: its undo failed')
  expect(leftWords({ kind: 'in_doubt', runStatus: 'halted' })).toBe('may have happened or not; its run waits for the answer')
  expect(leftWords({ kind: 'in_doubt', runStatus: 'rollback_incomplete' })).toBe('may still be in place: whether it happened is not known')
})
