import { expect, it } from 'vitest'
import { execute, redo, startHistory, undo } from '../history.ts'
import { trip } from '../testing/trip.ts'
import { moveSteps } from './move-steps.ts'

const places = { reserve_hotel: [355, 5.4] } as const

it('moves to the grid, or to the pixel where that is said; undo and redo', () => {
  for (const [exact, at] of [[false, [352, 0]], [true, [355, 5]]] as const) {
    const before = startHistory(trip)
    const done = execute(before, moveSteps(places, { exact }))
    expect(done.document.view?.positions?.['reserve_hotel']).toEqual(at)
    const undone = undo(done)
    expect(undone.document).toEqual(trip)
    expect(redo(undone).document).toEqual(done.document)
  }
})
