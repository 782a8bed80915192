import { expect, it } from 'vitest'
import { undoTitle } from './undo-title.ts'

it('calls an undo by what it does, where there is a word for it', () => {
  const titles = ['Charge the card', 'Reserve hotel', 'charge', 'Ship order', 'HTTP request', 'Charger', 'constructor'].map((label) => [label, undoTitle(label)])
  expect(titles).toEqual([
    ['Charge the card', 'Refund the card'],
    ['Reserve hotel', 'Cancel hotel'],
    ['charge', 'Refund'],
    ['Ship order', 'Undo ship order'],
    ['HTTP request', 'Undo HTTP request'],
    ['Charger', 'Undo charger'],
    ['constructor', 'Undo constructor'],
  ])
})
