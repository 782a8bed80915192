import { expect, it } from 'vitest'
import { leftName, leftTitle, leftWords } from './left-words.ts'

it('names a step by its last name, with the elements that it was for', () => {
  const titles = ['charge', 'orders[2].refund_card', 'a[1].b[0].c'].map((step) => leftTitle({ step, title: null }))
  expect(titles).toEqual(['Charge', 'Refund card (2)', 'C (1, 0)'])
})

it('calls a step by its title, and tells the name that does not say the same', () => {
  const row = { step: 'orders[2].pay', title: 'Charge the card' }
  expect([leftTitle(row), leftName(row)]).toEqual(['Charge the card (2)', 'orders[2].pay'])
  expect(leftName({ step: 'charge_card', title: 'Charge card' })).toBeUndefined()
  expect(leftName({ step: 'charge_card', title: null })).toBeUndefined()
})

it('says what is left by what is known of it', () => {
  expect(leftWords({ kind: 'failed', runStatus: 'rollback_incomplete' })).toBe('is still in place: its undo failed')
  expect(leftWords({ kind: 'in_doubt', runStatus: 'halted' })).toBe('may have happened or not; its run waits for the answer')
  expect(leftWords({ kind: 'in_doubt', runStatus: 'rollback_incomplete' })).toBe('may still be in place: whether it happened is not known')
})
