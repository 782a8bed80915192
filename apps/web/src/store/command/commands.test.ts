import { describe, expect, it } from 'vitest'
import type { WorkflowDocument } from '@eddy/workflow'
import { locate, root } from '../document/locate.ts'
import { execute, redo, startHistory, undo } from '../history.ts'
import { trip } from '../testing/trip.ts'
import { addStep } from './add-step.ts'
import { addStepWithUndo } from './add-step-with-undo.ts'
import { addUndo, undoHandler } from './add-undo.ts'
import { autoLayout } from './auto-layout.ts'
import type { Command } from './command.ts'
import { connect } from './connect.ts'
import { moveSteps } from './move-steps.ts'
import { moveToScope } from './move-to-scope.ts'
import { paste } from './paste.ts'
import { removeSelection } from './remove-selection.ts'
import { renameStep } from './rename-step.ts'
import { updateDocument } from './update-document.ts'
import { updateStep } from './update-step.ts'

/** Executes, undoes and does a command again; returns what it made. */
function triplet(command: Command): WorkflowDocument {
  const before = startHistory(trip)
  const done = execute(before, command)
  expect(done.past).toHaveLength(1)
  expect(undo(done).document).toEqual(trip)
  expect(redo(undo(done)).document).toEqual(done.document)
  return done.document
}

function renamed(path: string, name: string): WorkflowDocument {
  const rename = renameStep(trip, path, name)
  if (!rename.ok) throw new Error(rename.reason)
  return triplet(rename.command)
}

const step = (document: WorkflowDocument, path: string) => locate(document, path)?.step

describe('add-step', () => {
  it('adds a step where it is put, on the grid, joined with where the line came from', () => {
    const made = triplet(addStep({ step: { name: 'email', kind: 'send.email' }, scope: root, position: [1003, 21], from: { path: 'charge', as: 'data' } }))
    expect(step(made, 'email')).toEqual({ name: 'email', kind: 'send.email', arguments: [{ name: 'charge', from: { result: 'charge' } }] })
    expect(made.view?.positions?.email).toEqual([1008, 16])
  })

  it('adds into a container', () => {
    const made = triplet(addStep({ step: { name: 'log', kind: 'debug' }, scope: { kind: 'container', path: 'extras' } }))
    expect(step(made, 'extras')?.steps?.map(({ name }) => name)).toEqual(['book', 'note', 'log'])
  })
})

describe('add-step-with-undo', () => {
  it('adds a step, what undoes it, and the line that feeds it, as one edit', () => {
    const made = triplet(addStepWithUndo({ step: { name: 'email', kind: 'notify', config: { text: 'Hello' } }, scope: root, position: [0, 0], from: { path: 'charge', as: 'data', argument: 'body' } }))
    expect(step(made, 'email')).toEqual({ name: 'email', kind: 'notify', config: { text: 'Hello' }, arguments: [{ name: 'body', from: { result: 'charge' } }], undo: 'undo_email' })
    expect(made.handlers?.at(-1)).toMatchObject({ name: 'undo_email', kind: 'notify', arguments: [{ name: 'value', from: { origin: 'value' } }] })
  })
})

describe('connect', () => {
  it('makes an argument with a name of its own', () => {
    const made = triplet(connect(trip, { source: 'reserve_hotel', target: 'charge', as: 'data' }))
    expect(step(made, 'charge')?.arguments?.at(-1)).toEqual({ name: 'reserve_hotel', from: { result: 'reserve_hotel' } })
  })

  it('takes the place of a wait, which an argument implies', () => {
    const made = triplet(connect(trip, { source: 'reserve_flight', target: 'reserve_hotel', as: 'data' }))
    expect(step(made, 'reserve_hotel')).toEqual({ name: 'reserve_hotel', kind: 'http.request', undo: 'cancel_hotel', arguments: [{ name: 'reserve_flight', from: { result: 'reserve_flight' } }] })
  })

  it('does nothing twice', () => {
    const history = startHistory(trip)
    expect(execute(history, connect(trip, { source: 'extras', target: 'charge', as: 'wait' }))).toBe(history)
  })
})

describe('add-undo', () => {
  it('makes the handler and the reference in one edit', () => {
    const handler = undoHandler(trip, 'charge', { kind: 'http.request' })
    if (!handler) throw new Error('no handler')
    const made = triplet(addUndo({ path: 'charge', handler }))
    expect(step(made, 'charge')?.undo).toBe('undo_charge')
    expect(made.handlers?.at(-1)).toEqual({ name: 'undo_charge', kind: 'http.request', title: 'Refund', arguments: [{ name: 'value', from: { origin: 'value' } }] })
  })
})

describe('remove-selection', () => {
  it('removes a step with all that refers to it', () => {
    const made = triplet(removeSelection(trip, new Set(['reserve_flight'])))
    expect(step(made, 'reserve_hotel')).toEqual({ name: 'reserve_hotel', kind: 'http.request', undo: 'cancel_hotel' })
    expect(step(made, 'extras.book')?.arguments).toEqual([{ name: 'extra', from: { element: 'extras' } }])
    expect(step(made, 'charge')?.arguments).toEqual([{ name: 'extras', from: { result: 'extras' } }])
    expect(made.view?.positions).toEqual({ charge: [800, 0] })
  })

  it('removes a handler with the reference to it', () => {
    const made = triplet(removeSelection(trip, new Set(['cancel_flight'])))
    expect(step(made, 'reserve_flight')?.undo).toBeUndefined()
    expect(made.handlers?.map(({ name }) => name)).toEqual(['cancel_hotel'])
  })

  it('removes edges by their id, and the return with its step', () => {
    const made = triplet(removeSelection(trip, new Set(['data:reserve_flight>charge', 'wait:reserve_flight>reserve_hotel', 'undo:reserve_hotel>cancel_hotel'])))
    expect(step(made, 'charge')?.arguments).toHaveLength(1)
    expect(step(made, 'reserve_hotel')).toEqual({ name: 'reserve_hotel', kind: 'http.request' })
    expect(triplet(removeSelection(trip, new Set(['charge'])))).not.toHaveProperty('return')
  })
})

describe('rename-step', () => {
  it('rewrites arguments, waits, returns and places, across scopes', () => {
    const made = renamed('reserve_flight', 'flight')
    expect(step(made, 'reserve_hotel')?.waitFor).toEqual(['flight'])
    expect(step(made, 'extras.book')?.arguments?.[1]?.from).toEqual({ result: 'flight' })
    expect(step(made, 'charge')?.arguments?.[0]?.from).toEqual({ result: 'flight' })
    expect(made.view?.positions).toEqual({ flight: [0, 0], charge: [800, 0] })
    expect(renamed('charge', 'pay').return).toBe('pay')
  })

  it('renames a container for the elements it gives, and an inner step for its return', () => {
    expect(step(renamed('extras', 'more'), 'more.book')?.arguments?.[0]?.from).toEqual({ element: 'more' })
    const inner = renamed('extras.book', 'order')
    expect(step(inner, 'extras')?.return).toBe('order')
    expect(step(inner, 'extras.note')?.arguments?.[0]?.from).toEqual({ result: 'order' })
  })

  it('renames a handler for the steps that name it', () => {
    expect(step(renamed('cancel_flight', 'drop_flight'), 'reserve_flight')?.undo).toBe('drop_flight')
  })
})

describe('paste', () => {
  it('gives copies new names; references among them follow, others stay', () => {
    const [flight, hotel] = trip.steps
    if (!flight || !hotel) throw new Error('no steps')
    const made = triplet(paste({ fragment: { steps: [flight, hotel], handlers: [...(trip.handlers ?? [])], positions: { reserve_flight: [0, 0] } }, offset: [32, 32] }))
    expect(step(made, 'reserve_hotel_2')).toEqual({ ...hotel, name: 'reserve_hotel_2', waitFor: ['reserve_flight_2'], undo: 'cancel_hotel_2' })
    expect(made.view?.positions?.reserve_flight_2).toEqual([32, 32])
  })
})

describe('move, layout, update', () => {
  it('moves', () => expect(triplet(moveSteps({ charge: [400, 33] })).view?.positions?.charge).toEqual([400, 32]))
  it('lays out as one edit', () => expect(triplet(autoLayout({ charge: [0, 96], extras: [96, 0] })).view?.positions).toMatchObject({ charge: [0, 96], extras: [96, 0] }))
  it('sets and takes away fields of a step', () => expect(step(triplet(updateStep(trip, 'charge', { title: 'Charge card', arguments: undefined })), 'charge')).toEqual({ name: 'charge', kind: 'http.request', title: 'Charge card' }))
  it('sets fields of the workflow', () => expect(triplet(updateDocument({ title: 'Trip', return: undefined }))).not.toHaveProperty('return'))
  it('moves into a container and keeps the place', () => {
    const made = triplet(moveToScope(trip, { path: 'charge', scope: { kind: 'container', path: 'extras' }, position: [30, 60] }))
    expect(step(made, 'extras.charge')?.name).toBe('charge')
    expect(made.view?.positions?.['extras.charge']).toEqual([32, 64])
  })

  it('merges edits in a row into one step of the history', () => {
    let history = startHistory(trip)
    for (const title of ['C', 'Ch', 'Cha']) history = execute(history, updateStep(history.document, 'charge', { title }))
    expect(history.past).toHaveLength(1)
    expect(undo(history).document).toEqual(trip)
  })
})
