import { describe, expect, it } from 'vitest'
import { inOrder } from '../document/scope-order.ts'
import { root } from '../document/locate.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { reorderStep } from './reorder-step.ts'

const names = (document: typeof trip) => inOrder(document, root).map(({ name }) => name)

describe('reorder-step', () => {
  it('lists what is needed first, wherever the file has it', () => {
    expect(names({ ...trip, steps: trip.steps.toReversed() })).toEqual(['reserve_flight', 'reserve_hotel', 'extras', 'charge'])
  })

  it('swaps neighbours that do not need each other, and leaves the drawing alone', () => {
    const free = { ...trip, steps: trip.steps.map(({ name, kind }) => ({ name, kind })) }
    const made = reorderStep(free, 'charge', -1)
    if (!made.ok) throw new Error(made.reason)
    const { document, inverse } = made.command.apply(free)
    expect(document.steps.map(({ name }) => name)).toEqual(['reserve_flight', 'reserve_hotel', 'charge', 'extras'])
    expect(document.view?.positions?.charge).toEqual([800, 0])
    expect(inverse.apply(document).document).toEqual(free)
  })

  it('moves handlers', () => {
    const made = reorderStep(trip, 'cancel_hotel', -1)
    if (!made.ok) throw new Error(made.reason)
    expect(triplet(trip, made.command).handlers?.map(({ name }) => name)).toEqual(['cancel_hotel', 'cancel_flight'])
  })

  it('says why it cannot', () => {
    expect(reorderStep(trip, 'reserve_hotel', -1)).toEqual({ ok: false, reason: 'Reserve hotel needs Reserve flight, so it stays behind it.' })
    expect(reorderStep(trip, 'reserve_flight', -1)).toEqual({ ok: false, reason: 'Reserve flight is the first one here.' })
  })
})
