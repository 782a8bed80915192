import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { placesOf } from '../document/placement.ts'
import { noteKey } from '../document/notes.ts'
import { positionsOf } from '../document/positions.ts'
import { execute, startHistory, undo } from '../history.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { addNote, freeNoteId } from './add-note.ts'
import { type Alignment, alignSteps } from './align-steps.ts'
import { moveSteps } from './move-steps.ts'
import { openSpace } from './open-space.ts'
import { removeSelection } from './remove-selection.ts'
import { resizeNote, writeNote } from './update-note.ts'

const noted: WorkflowDocument = { ...trip, view: { positions: { reserve_flight: [0, 0] }, notes: [{ id: 'note_1', text: 'why', position: [16, 160] }] } }

function aligning(document: WorkflowDocument, paths: readonly string[], alignment: Alignment): WorkflowDocument | string {
  const made = alignSteps(document, paths, alignment)
  return made.ok ? triplet(document, made.command) : made.reason
}

it('adds a note on the grid, with an id of its own', () => {
  const made = triplet(noted, addNote({ id: freeNoteId(noted.view?.notes ?? []), position: [3, 29] }))
  expect(made.view?.notes?.[1]).toEqual({ id: 'note_2', text: '', position: [0, 32] })
})

it('writes, resizes, moves and removes a note', () => {
  expect(triplet(noted, writeNote('note_1', '# Because')).view?.notes?.[0]?.text).toBe('# Because')
  expect(triplet(noted, resizeNote('note_1', [10, 205])).view?.notes?.[0]?.size).toEqual([200, 208])
  expect(triplet(noted, moveSteps({ [noteKey('note_1')]: [33, 47], reserve_flight: [0, 16] })).view).toEqual({ positions: { reserve_flight: [0, 16] }, notes: [{ id: 'note_1', text: 'why', position: [32, 48] }] })
  const without = triplet(noted, removeSelection(noted, new Set([noteKey('note_1')])))
  expect(without.view).toEqual({ positions: { reserve_flight: [0, 0] } })
})

const three: WorkflowDocument = {
  eddy: 1,
  name: 'three',
  steps: ['a', 'b', 'c'].map((name) => ({ name, kind: 'debug' })),
  view: { positions: { a: [0, 0], b: [320, 80], c: [1024, 160] }, notes: [{ id: 'n', text: '', position: [400, 400] }] },
}

it('puts edges and middles in line', () => {
  const places = (alignment: Alignment) => {
    const made = aligning(three, ['a', 'b', 'c'], alignment)
    return typeof made === 'string' ? made : Object.values(positionsOf(made))
  }
  expect(places('left')).toEqual([[0, 0], [0, 80], [0, 160]])
  expect(places('centre')).toEqual([[512, 0], [512, 80], [512, 160]])
  expect(places('right')).toEqual([[1024, 0], [1024, 80], [1024, 160]])
  expect(places('top')).toEqual([[0, 0], [320, 0], [1024, 0]])
  expect(places('middle')).toEqual([[0, 80], [320, 80], [1024, 80]])
  expect(places('bottom')).toEqual([[0, 160], [320, 160], [1024, 160]])
  expect(places('across')).toEqual([[0, 0], [512, 80], [1024, 160]])
})

it('says why cards cannot be put in line', () => {
  expect(aligning(three, ['a'], 'left')).toBe('Align left edges takes at least two steps: select more.')
  expect(aligning(three, ['a', 'b'], 'down')).toBe('Distribute down takes at least three steps: select more.')
  expect(aligning(trip, ['charge', 'extras.book'], 'top')).toBe('Charge and Book stand in different containers, so they cannot be put in line.')
})

it('aligns within a container by placing all that stands there', () => {
  const made = aligning(trip, ['extras.book', 'extras.note'], 'left')
  if (typeof made === 'string') throw new Error(made)
  const [book, note] = ['extras.book', 'extras.note'].map((path) => placesOf(made).get(path)?.x)
  expect(book).toBe(note)
})

it('opens and closes space as one step of the history', () => {
  const made = triplet(three, openSpace(three, { axis: 'x', from: 300, by: 96 }))
  expect(made.view).toEqual({ positions: { a: [0, 0], b: [416, 80], c: [1120, 160] }, notes: [{ id: 'n', text: '', position: [496, 400] }] })
  let history = startHistory(three)
  for (const by of [16, 32, -64]) history = execute(history, openSpace(three, { axis: 'y', from: 80, by }, 'space/1'))
  expect([history.past.length, positionsOf(history.document)['c'], undo(history).document]).toEqual([1, [1024, 96], three])
})
