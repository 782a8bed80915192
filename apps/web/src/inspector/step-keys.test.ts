import { renameStep, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { stepKeys } from './step-keys.ts'

const trip: WorkflowDocument = { eddy: 1, name: 'trip', steps: [{ name: 'charge', kind: 'debug' }, { name: 'book', kind: 'group', steps: [{ name: 'car', kind: 'debug' }] }] }
const renamed = (path: string, name: string) => {
  const made = renameStep(trip, path, name)
  if (!made.ok) throw new Error(made.reason)
  return made.document
}

it('a step keeps its key through edits and renames, its own and those of what it is in; another step has another', () => {
  const keyOf = stepKeys()
  const first = keyOf(trip, 'charge')
  expect(keyOf({ ...trip, title: 'Trip' }, 'charge')).toBe(first)
  expect(keyOf(renamed('charge', 'pay'), 'pay')).toBe(first)
  const car = keyOf(trip, 'book.car')
  expect(car).not.toBe(first)
  expect(keyOf(renamed('book', 'reserve'), 'reserve.car')).toBe(car)
  // the name that the first had once
  expect(keyOf(trip, 'charge')).not.toBe(car)
})
