import { planGoal } from '@eddy/steps/goal'
import { catalog } from '@eddy/steps/contract'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { placesOf } from '../document/placement.ts'
import { withGoals } from '../goal/with-goals.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { addGoals } from './add-goals.ts'

const blank: WorkflowDocument = { eddy: 1, name: 'drafted', steps: [] }
const { goals } = planGoal('Book a flight and a hotel, then charge the card, write all to booked.json', { catalog })
const none = new Map<string, string>()

it('adds steps, undos and places at once', () => {
  const made = triplet(blank, addGoals({ goals, placed: none }))
  expect(made.steps.map(({ name }) => name)).toEqual(['book_flight', 'book_hotel', 'charge_card', 'write_booked_json'])
  expect(made.handlers).toHaveLength(3)
  expect(validate(made, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(Object.keys(made.view?.positions ?? {})).toEqual(['book_flight', 'book_hotel', 'charge_card', 'write_booked_json'])
})

it('goes under what is there, and leaves that alone', () => {
  const made = triplet(trip, addGoals({ goals, placed: none }))
  expect(made.steps.slice(0, trip.steps.length)).toEqual(trip.steps)
  const [before, places] = [placesOf(trip), placesOf(made)]
  const bottom = Math.max(...trip.steps.map(({ name }) => (before.get(name)?.y ?? 0) + (before.get(name)?.height ?? 0)))
  for (const { name } of made.steps.slice(trip.steps.length)) expect(places.get(name)?.y).toBeGreaterThan(bottom)
  for (const { name } of trip.steps) expect(places.get(name)).toEqual(before.get(name))
})

it('a step stands where it was proposed, however many are accepted with it', () => {
  const proposed = placesOf(withGoals(trip, goals, none).document)
  const first = withGoals(trip, goals.slice(0, 2), none)
  const rest = triplet(first.document, addGoals({ goals, placed: first.names }))
  for (const { name } of rest.steps.slice(trip.steps.length)) expect([name, placesOf(rest).get(name)]).toEqual([name, proposed.get(name)])
})

it('leaves no trace when all is there', () => {
  const made = withGoals(blank, goals, none)
  expect(addGoals({ goals, placed: made.names }).apply(made.document).document).toBe(made.document)
})
