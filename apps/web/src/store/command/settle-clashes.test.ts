import { expect, it } from 'vitest'
import { renameStep, threeWayMerge, type WorkflowDocument } from '@eddy/workflow'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { settleClashes } from './settle-clashes.ts'

const without = (document: WorkflowDocument, name: string): WorkflowDocument => ({ ...document, steps: document.steps.filter((step) => step.name !== name) })
const titled = (document: WorkflowDocument, name: string, title: string): WorkflowDocument => ({ ...document, steps: document.steps.map((step) => (step.name === name ? { ...step, title } : step)) })
const renamed = (name: string) => {
  const made = renameStep(trip, 'charge', name)
  if (!made.ok) throw new Error(made.reason)
  return made.document
}
const settled = (mine: WorkflowDocument, theirs: WorkflowDocument) => {
  const { document, clashes } = threeWayMerge({ base: trip, mine, theirs })
  return triplet(document, settleClashes(clashes, theirs.view?.positions))
}

it('puts their value in place of mine', () => {
  expect(settled(titled(trip, 'charge', 'Mine'), titled(trip, 'charge', 'Theirs'))).toEqual(titled(trip, 'charge', 'Theirs'))
})

it('brings back a step that they have changed, where it stood in the list and in the drawing', () => {
  const { charge: _charge, ...positions } = trip.view?.positions ?? {}
  const mine = { ...without(trip, 'charge'), view: { positions } }
  expect(settled(mine, titled(trip, 'charge', 'Theirs'))).toEqual(titled(trip, 'charge', 'Theirs'))
})

it('takes away a step that they have removed', () => {
  expect(settled(titled(trip, 'charge', 'Mine'), without(trip, 'charge')).steps).toEqual(without(trip, 'charge').steps)
})

it('gives a step their name, and all that refers to it', () => {
  expect(settled(renamed('pay'), renamed('bill'))).toEqual(renamed('bill'))
})
