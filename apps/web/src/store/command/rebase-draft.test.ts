import { expect, it } from 'vitest'
import type { WorkflowDocument } from '@eddy/workflow'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { rebaseDraft } from './rebase-draft.ts'

const titled = (document: WorkflowDocument, name: string, title: string): WorkflowDocument => ({ ...document, steps: document.steps.map((step) => (step.name === name ? { ...step, title } : step)) })
const [first = 'charge', second = 'charge'] = trip.steps.map(({ name }) => name)

it('takes what the version changed and keeps what the draft changed', () => {
  const mine = titled(trip, first, 'Mine')
  const { command, clashes } = rebaseDraft(mine, { base: trip, theirs: titled(trip, second, 'Theirs'), number: 2 })
  expect(clashes).toEqual([])
  expect(command.label).toBe('Rebase on version 2')
  expect(triplet(mine, command)).toEqual(titled(mine, second, 'Theirs'))
})

it('leaves what both changed as the draft has it, and tells', () => {
  const mine = titled(trip, first, 'Mine')
  const { command, clashes } = rebaseDraft(mine, { base: trip, theirs: titled(trip, first, 'Theirs'), number: 2 })
  expect(clashes).toMatchObject([{ place: ['steps', first, 'title'], mine: 'Mine', theirs: 'Theirs' }])
  expect(command.apply(mine).document).toEqual(mine)
})

it('is nothing where the draft has it all already', () => {
  const { command } = rebaseDraft(trip, { base: titled(trip, first, 'Old'), theirs: trip, number: 2 })
  expect(command.apply(trip).document).toBe(trip)
  // and where it is done again, on what came out of a log
  const again = structuredClone(trip)
  expect(command.apply(again).document).toBe(again)
})
