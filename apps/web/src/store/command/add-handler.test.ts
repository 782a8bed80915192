import { catalog } from '@eddy/steps/contract'
import { validate } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../document/locate.ts'
import { triplet } from '../testing/triplet.ts'
import { trip } from '../testing/trip.ts'
import { addHandler, newHandler } from './add-handler.ts'

it.each(['compensate', 'check'] as const)('makes a handler for %s and names it', (role) => {
  const handler = newHandler(trip, 'charge', role)
  if (!handler) throw new Error('no handler')
  const made = triplet(trip, addHandler({ path: 'charge', role, handler }))
  expect(locate(made, 'charge')?.step[role]).toBe(handler.name)
  expect(locate(made, handler.name)?.scope).toEqual({ kind: 'handlers' })
  expect(validate(made, { catalog }).filter(({ step }) => step === handler.name)).toEqual([])
})

it('gives another name where one is taken', () => {
  const first = newHandler(trip, 'charge', 'check')
  if (!first) throw new Error('no handler')
  const made = triplet(trip, addHandler({ path: 'charge', role: 'check', handler: first }))
  expect(newHandler(made, 'charge', 'check')?.name).not.toBe(first.name)
})
