import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { edgesOf } from '../document/edges.ts'
import { reached } from '../document/ways.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { lossOf, removeAndReconnect } from './remove-and-reconnect.ts'
import { splice } from './splice.ts'

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

it('takes back what putting a step into a line with a value did, also of several in a row and out of a container', () => {
  const line: WorkflowDocument = { eddy: 1, name: 'line', steps: [{ name: 'a', kind: 'debug' }, { name: 'd', kind: 'debug', arguments: [{ name: 'given', from: { result: 'a' }, path: ['id'] }] }] }
  const spliced = (document: WorkflowDocument, from: string, name: string) => splice(document, { edge: `data:${from}>d`, step: { name, kind: 'debug' }, catalog }).apply(document).document
  const two = spliced(spliced(line, 'a', 'b'), 'b', 'c')
  expect(two.steps[3]?.arguments).toEqual([{ name: 'given', from: { result: 'c' } }])
  expect([lossOf(two, new Set(['b', 'c'])), triplet(two, removeAndReconnect(two, new Set(['b', 'c']))).steps]).toEqual([undefined, line.steps])
  const inner: WorkflowDocument = { eddy: 1, name: 'inner', steps: [{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug', arguments: [{ name: 'x', from: { result: 'a' }, transform: 'x.id' }] }, { name: 'group', kind: 'group', steps: [{ name: 'c', kind: 'debug', arguments: [{ name: 'b', from: { result: 'b' } }] }] }] }
  expect(triplet(inner, removeAndReconnect(inner, new Set(['b']))).steps[1]?.steps).toEqual([{ name: 'c', kind: 'debug', arguments: [{ name: 'b', from: { result: 'a' }, transform: 'x.id' }] }])
})

it('what several were given, or was passed on in part, is lost, and said', () => {
  const parts: WorkflowDocument = {
    eddy: 1,
    name: 'parts',
    steps: [
      { name: 'a', kind: 'debug' },
      { name: 'b', kind: 'debug' },
      { name: 'join', kind: 'debug', arguments: [{ name: 'one', from: { result: 'a' } }, { name: 'two', from: { result: 'b' } }] },
      { name: 'cut', kind: 'debug', arguments: [{ name: 'one', from: { result: 'a' } }] },
      { name: 'end', kind: 'debug', title: 'The end', arguments: [{ name: 'joined', from: { result: 'join' } }, { name: 'id', from: { result: 'cut' }, path: ['id'] }, { name: 'own', from: { value: 1 } }] },
    ],
  }
  const ids = new Set(['join', 'cut'])
  expect(lossOf(parts, ids)).toBe('The end has lost joined and id: what stays cannot give that.')
  expect(triplet(parts, removeAndReconnect(parts, ids)).steps[2]).toEqual({ name: 'end', kind: 'debug', title: 'The end', arguments: [{ name: 'own', from: { value: 1 } }], waitFor: ['a', 'b'] })
})
