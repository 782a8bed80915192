import { expect, it } from 'vitest'
import { renamedPath } from './renamed-path.ts'

it('follows a step, what is in it and its elements, and nothing that is only called alike', () => {
  const rename = { path: 'trip.hotel', name: 'room' }
  expect(['trip.hotel', 'trip.hotel.pay', 'trip[2].hotel', 'trip.hotel[0].pay', 'trip.hotels', 'hotel', 'trip'].map((path) => renamedPath(path, rename))).toEqual([
    'trip.room',
    'trip.room.pay',
    'trip[2].room',
    'trip.room[0].pay',
    'trip.hotels',
    'hotel',
    'trip',
  ])
})
