import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { edgesOf } from '../document/edges.ts'
import { locate } from '../document/locate.ts'
import { positionsOf } from '../document/positions.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { canSplice, splice, spliceMisfit } from './splice.ts'

const line: WorkflowDocument = {
  eddy: 1,
  name: 'line',
  steps: [
    { name: 'first', kind: 'debug' },
    { name: 'second', kind: 'debug', arguments: [{ name: 'given', from: { result: 'first' }, path: ['id'] }] },
    { name: 'third', kind: 'debug', waitFor: ['second'] },
    { name: 'loose', kind: 'debug' },
  ],
  view: { positions: { first: [0, 0], second: [352, 0], third: [704, 0], loose: [400, 200] }, notes: [{ id: 'n', text: 'hi', position: [600, 400] }] },
}
const reason = (verdict: ReturnType<typeof canSplice>) => (verdict.ok ? '' : verdict.reason)

it('passes the argument to the new step and its result on, and makes room for it', () => {
  const made = triplet(line, splice(line, { edge: 'data:first>second', step: { name: 'middle', kind: 'debug' }, catalog }))
  expect(locate(made, 'middle')?.step).toEqual({ name: 'middle', kind: 'debug', arguments: [{ name: 'given', from: { result: 'first' }, path: ['id'] }] })
  expect(locate(made, 'second')?.step.arguments).toEqual([{ name: 'given', from: { result: 'middle' } }])
  expect(made.steps.map(({ name }) => name)).toEqual(['first', 'middle', 'second', 'third', 'loose'])
  expect(positionsOf(made)).toEqual({ first: [0, 0], middle: [304, 0], second: [608, 0], third: [960, 0], loose: [656, 208] })
  expect(made.view?.notes?.[0]?.position).toEqual([864, 400])
})

it('splits a wait', () => {
  const made = triplet(line, splice(line, { edge: 'wait:second>third', step: { name: 'middle', kind: 'debug' }, catalog }))
  expect([locate(made, 'middle')?.step.waitFor, locate(made, 'third')?.step.waitFor]).toEqual([['second'], ['middle']])
})

it('takes in a step that stands without a line, and only such a one', () => {
  expect(canSplice(line, 'data:first>second', 'loose')).toEqual({ ok: true })
  const made = triplet(line, splice(line, { edge: 'data:first>second', step: 'loose', catalog }))
  // it comes onto the line, and the rest makes room for it
  expect(positionsOf(made)).toMatchObject({ loose: [304, 0], second: [608, 0], third: [960, 0] })
  expect(edgesOf(made).map(({ id }) => id)).toEqual(['data:loose>second', 'wait:second>third', 'data:first>loose'])
  expect(reason(canSplice(line, 'data:first>second', 'third'))).toBe('Third has lines of its own, so it was moved and not put into the line.')
  expect(reason(canSplice(trip, 'undo:reserve_flight>cancel_flight', 'charge'))).toBe('Only a line between two forward steps takes a step in.')
})

it('leaves arguments of another shape, or more than one, where they are', () => {
  const many: WorkflowDocument = { ...line, steps: line.steps.map((step) => (step.name === 'second' ? { ...step, arguments: [...(step.arguments ?? []), { name: 'all', from: { result: 'first' } }] } : step)) }
  const request = { edge: 'data:first>second', step: { name: 'middle', kind: 'debug' }, catalog }
  expect(spliceMisfit(many, request)).toBe('Second keeps its 2 arguments and waits for Middle: one result cannot stand for all of them.')
  const made = triplet(many, splice(many, request))
  expect(locate(made, 'second')?.step).toMatchObject({ arguments: [{ name: 'given' }, { name: 'all' }], waitFor: ['middle'] })
  expect(locate(made, 'middle')?.step.arguments?.map(({ name }) => name)).toEqual(['given', 'all'])
})

it('goes into a line from the canvas into a container on the canvas', () => {
  const made = triplet(trip, splice(trip, { edge: 'data:reserve_flight>extras.book', step: { name: 'middle', kind: 'debug' }, catalog }))
  expect(locate(made, 'middle')?.scope).toEqual({ kind: 'root' })
  expect(locate(made, 'extras.book')?.step.arguments?.[1]).toEqual({ name: 'flight', from: { result: 'middle' } })
})

it('moves what is behind by exactly the width of what comes in, by less room only as far as lines need it, and not at all where there is room', () => {
  const at = (x: number): WorkflowDocument => ({ ...line, view: { positions: { first: [0, 0], second: [x, 0], third: [x + 352, 0], loose: [0, 400] } } })
  const moved = (x: number) => {
    const made = splice(at(x), { edge: 'data:first>second', step: { name: 'middle', kind: 'debug' }, catalog })
    expect(made.glides).toBe(true)
    return (positionsOf(triplet(at(x), made))['second']?.[0] ?? 0) - x
  }
  expect([moved(352), moved(448), moved(304), moved(608), moved(800)]).toEqual([256, 256, 304, 0, 0])
})
