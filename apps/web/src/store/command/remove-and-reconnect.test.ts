import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { edgesOf } from '../document/edges.ts'
import { reached } from '../document/ways.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { removeAndReconnect } from './remove-and-reconnect.ts'

const lines = (document: WorkflowDocument) => edgesOf(document).map(({ id }) => id).filter((id) => !id.startsWith('undo'))

const chain: WorkflowDocument = {
  eddy: 1,
  name: 'chain',
  steps: [
    { name: 'a', kind: 'debug' },
    { name: 'b', kind: 'debug', waitFor: ['a'] },
    { name: 'c', kind: 'debug', arguments: [{ name: 'b', from: { result: 'b' } }] },
    { name: 'd', kind: 'debug', waitFor: ['c'] },
    { name: 'e', kind: 'debug', waitFor: ['c'] },
  ],
}

it('joins what came before with all that comes after, across several steps', () => {
  expect(lines(triplet(chain, removeAndReconnect(chain, new Set(['b', 'c']))))).toEqual(['wait:a>d', 'wait:a>e'])
})

it('joins only along ways that were there', () => {
  const two: WorkflowDocument = { ...chain, steps: [...chain.steps, { name: 'x', kind: 'debug' }, { name: 'y', kind: 'debug', waitFor: ['x'] }, { name: 'z', kind: 'debug', waitFor: ['y'] }] }
  expect(lines(triplet(two, removeAndReconnect(two, new Set(['b', 'y']))))).toEqual(['wait:a>c', 'wait:c>d', 'wait:c>e', 'wait:x>z'])
})

it('takes a container with what it holds', () => {
  expect(lines(triplet(trip, removeAndReconnect(trip, new Set(['extras']))))).toEqual(['wait:reserve_flight>reserve_hotel', 'data:reserve_flight>charge', 'wait:reserve_hotel>charge'])
})

it('finds what leads to a step and what follows from it', () => {
  expect([...reached(trip, ['reserve_hotel'], 'upstream')].sort()).toEqual(['reserve_flight', 'reserve_hotel'])
  expect([...reached(trip, ['reserve_hotel'], 'downstream')].sort()).toEqual(['charge', 'extras', 'reserve_hotel'])
  expect([...reached(trip, ['extras.note'], 'upstream')].sort()).toEqual(['extras.book', 'extras.note', 'reserve_flight', 'reserve_hotel'])
  expect([...reached(chain, ['d'], 'connected')].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
})
