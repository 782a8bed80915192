import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { fragmentOf, fragmentText, readClipboard } from '../document/fragment.ts'
import { locate } from '../document/locate.ts'
import { placesOf } from '../document/placement.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { paste, pastePreview } from './paste.ts'

function copyOf(document: WorkflowDocument, ...paths: string[]) {
  const fragment = fragmentOf(document, new Set(paths))
  if (!fragment) throw new Error('nothing to copy')
  const read = readClipboard(fragmentText(fragment))
  if (!read.ok) throw new Error(read.reason)
  expect(read.fragment).toEqual(fragment)
  return read.fragment
}
const reason = (text: string) => {
  const read = readClipboard(text)
  return read.ok ? '' : read.reason
}

it('keeps references of inner steps to what is copied with their container', () => {
  const made = triplet(trip, paste({ fragment: copyOf(trip, 'reserve_flight', 'extras'), offset: [0, 320] }))
  expect(locate(made, 'extras_2.book')?.step.arguments).toEqual([{ name: 'extra', from: { element: 'extras_2' } }, { name: 'flight', from: { result: 'reserve_flight_2' } }])
  expect(locate(made, 'extras_2.note')?.step.arguments).toEqual([{ name: 'booked', from: { result: 'book' } }])
  expect(locate(made, 'reserve_flight_2')?.step.undo).toBe('cancel_flight_2')
})

it('pastes into another workflow, and says which references are left out', () => {
  const empty: WorkflowDocument = { eddy: 1, name: 'empty', steps: [] }
  const fragment = copyOf(trip, 'extras', 'charge')
  const made = triplet(empty, paste({ fragment, offset: [0, 0] }))
  expect(made.steps.map(({ name }) => name)).toEqual(['extras', 'charge'])
  expect(locate(made, 'charge')?.step.arguments).toEqual([{ name: 'extras', from: { result: 'extras' } }])
  expect(pastePreview(empty, { fragment, offset: [0, 0] })).toEqual({ keys: new Set(['extras', 'charge']), lost: ['reserve_hotel', 'reserve_flight'], inputs: [] })
})

it('takes along the inputs that the steps take, of inner steps and handlers too, where the workflow has none of that name', () => {
  const asked: WorkflowDocument = {
    ...trip,
    inputs: ['who', 'why', 'unused', 'here'].map((name) => ({ name, schema: { type: 'string' } })),
    steps: [{ name: 'all', kind: 'group', undo: 'back', steps: [{ name: 'inner', kind: 'debug', arguments: [{ name: 'a', from: { input: 'who' } }, { name: 'b', from: { input: 'here' } }] }] }],
    handlers: [{ name: 'back', kind: 'debug', arguments: [{ name: 'c', from: { input: 'why' } }] }],
  }
  const into: WorkflowDocument = { eddy: 1, name: 'into', inputs: [{ name: 'here', schema: { type: 'number' } }], steps: [] }
  const request = { fragment: copyOf(asked, 'all'), offset: [0, 0] } as const
  expect(triplet(into, paste(request)).inputs).toEqual([{ name: 'here', schema: { type: 'number' } }, { name: 'who', schema: { type: 'string' } }, { name: 'why', schema: { type: 'string' } }])
  expect(pastePreview(into, request).inputs).toEqual(['who', 'why'])
})

it('gives steps of one name out of several containers names of their own, places too, and what is said of them follows', () => {
  const inner = (name: string) => [{ name: 'book', kind: 'debug' }, { name, kind: 'debug', arguments: [{ name: 'booked', from: { result: 'book' } }] }]
  const document: WorkflowDocument = { eddy: 1, name: 'two', steps: [{ name: 'left', kind: 'group', steps: inner('note') }, { name: 'right', kind: 'group', steps: inner('tell') }] }
  const made = triplet(document, paste({ fragment: copyOf(document, 'left.book', 'left.note', 'right.book', 'right.tell'), offset: [0, 320] }))
  expect(made.steps.slice(2).map(({ name, arguments: args = [] }) => [name, ...args.map(({ from }) => from)])).toEqual([
    ['book'],
    ['note', { result: 'book' }],
    ['book_2'],
    ['tell', { result: 'book_2' }],
  ])
  const places = placesOf(made)
  expect(places.get('book_2')).not.toEqual(places.get('book'))
})

it('tells a copied step from a handler of its name', () => {
  const document: WorkflowDocument = { eddy: 1, name: 'same', steps: [{ name: 'group', kind: 'group', steps: [{ name: 'back', kind: 'debug', undo: 'back' }] }], handlers: [{ name: 'back', kind: 'debug' }] }
  const made = triplet({ eddy: 1, name: 'empty', steps: [] }, paste({ fragment: copyOf(document, 'group.back'), offset: [0, 0] }))
  expect(made.steps.map(({ name, undo }) => [name, undo])).toEqual([['back_2', 'back']])
  expect(made.handlers?.map(({ name }) => name)).toEqual(['back'])
})

it('takes notes along', () => {
  const noted: WorkflowDocument = { ...trip, view: { notes: [{ id: 'note_1', text: 'why', position: [0, 0], size: [208, 96] }] } }
  const made = triplet(noted, paste({ fragment: copyOf(noted, 'note:note_1'), offset: [32, 32] }))
  expect(made.view?.notes?.[1]).toEqual({ id: 'note_2', text: 'why', position: [32, 32], size: [208, 96] })
})

it('says what is on the clipboard when it is not steps', () => {
  expect(reason(' ')).toBe('There is no text on the clipboard, so nothing was pasted.')
  expect(reason('hello')).toBe('What is on the clipboard is not a copy of Eddy steps, so nothing was pasted.')
  expect(reason('{"eddy-steps":2}')).toBe('These steps were copied with another version of Eddy, so they were not pasted.')
  expect(reason('{"eddy-steps":1,"steps":[{"name":1}],"handlers":[],"positions":{}}')).toBe('The copied steps are damaged, so nothing was pasted. Copy them again.')
  expect(reason('{"eddy-steps":1,')).toContain('damaged')
  for (const whole of ['{"eddy":1,"name":"a","steps":[]}', '{"nodes":[],"connections":{}}', '{"id":"m","states":{}}', 'flowchart LR\n  a --> b', '%% a note\ngraph TD\n  a --> b']) expect(reason(whole)).toContain('a whole workflow')
})

it('goes into a container, beside what stands there, under names that nothing else has', () => {
  const fragment = fragmentOf(trip, new Set(['extras.note', 'charge']))
  if (!fragment) throw new Error('nothing to copy')
  const scope = { kind: 'container', path: 'extras' } as const
  const made = triplet(trip, paste({ fragment, offset: [32, 32], scope }))
  expect(made.steps).toHaveLength(trip.steps.length)
  expect(locate(made, 'extras')?.step.steps?.map(({ name }) => name)).toEqual(['book', 'note', 'note_2', 'charge_2'])
  expect(placesOf(made).get('extras.book')).toMatchObject({ x: 24 })
  // the container that they stand in is not finished before them
  expect([...pastePreview(trip, { fragment, offset: [32, 32], scope }).lost]).toEqual(['extras'])
  expect([...pastePreview(trip, { fragment, offset: [32, 32], scope }).keys]).toEqual(['extras.note_2', 'extras.charge_2'])
})
