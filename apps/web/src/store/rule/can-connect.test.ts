import { expect, it } from 'vitest'
import { trip } from '../testing/trip.ts'
import { canConnect } from './can-connect.ts'
import { canMoveInto } from './can-move-into.ts'

const reason = (verdict: ReturnType<typeof canConnect>) => (verdict.ok ? '' : verdict.reason)

it('lets a later step use an earlier one, and an inner step an outer one', () => {
  expect(canConnect(trip, 'reserve_hotel', 'charge')).toEqual({ ok: true })
  expect(canConnect(trip, 'reserve_hotel', 'extras.note')).toEqual({ ok: true })
})

it('refuses a cycle and names all its steps', () => {
  expect(reason(canConnect(trip, 'charge', 'reserve_flight'))).toMatch(/^That would be a cycle: Reserve flight → .*Charge → Reserve flight\.$/)
  expect(reason(canConnect(trip, 'charge', 'extras.note'))).toContain('cycle')
})

it('refuses what is out of sight', () => {
  expect(reason(canConnect(trip, 'extras.book', 'charge'))).toBe('Book is inside Extras; outside of it only the whole container has a result.')
  expect(reason(canConnect(trip, 'extras', 'extras.book'))).toBe('Book is inside Extras, which is not finished before it.')
  expect(reason(canConnect(trip, 'charge', 'cancel_flight'))).toContain('drag from the bottom of Charge')
})

it('keeps a step outside of a container while someone outside needs it', () => {
  expect(canMoveInto(trip, 'charge', { kind: 'container', path: 'extras' })).toEqual({ ok: true })
  expect(reason(canMoveInto(trip, 'reserve_flight', { kind: 'container', path: 'extras' }))).toContain('uses the result of Reserve flight')
})
