import { catalog } from '@eddy/steps/contract'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../document/locate.ts'
import { placesOf } from '../document/placement.ts'
import { positionsOf } from '../document/positions.ts'
import { canGroup } from '../rule/can-group.ts'
import { trip } from '../testing/trip.ts'
import { triplet } from '../testing/triplet.ts'
import { groupSteps } from './group-steps.ts'
import { ungroupSteps } from './ungroup-steps.ts'

const uses = (...names: string[]) => names.map((name) => ({ name, from: { result: name } }))
const diamond: WorkflowDocument = {
  eddy: 1,
  name: 'diamond',
  steps: [
    { name: 'a', kind: 'debug' },
    { name: 'b', kind: 'debug', arguments: uses('a') },
    { name: 'c', kind: 'debug', arguments: uses('a') },
    { name: 'd', kind: 'debug', arguments: uses('b', 'c') },
    { name: 'e', kind: 'debug', arguments: uses('d'), waitFor: ['c'] },
  ],
  view: { positions: { a: [0, 0], b: [352, 0], c: [352, 112], d: [704, 0], e: [1056, 0] } },
}

function group(document: WorkflowDocument, ...paths: string[]): WorkflowDocument {
  const plan = canGroup(document, new Set(paths))
  if (!plan.ok) throw new Error(plan.reason)
  return triplet(document, groupSteps(document, plan).command)
}
const refused = (document: WorkflowDocument, ...paths: string[]) => {
  const plan = canGroup(document, new Set(paths))
  return plan.ok ? 'fine' : { reason: plan.reason, nearest: [...(plan.nearest ?? [])].sort() }
}

it('puts steps into a group that takes the place of their result', () => {
  const made = group(diamond, 'b', 'c', 'd')
  expect(made.steps.map(({ name }) => name)).toEqual(['a', 'group', 'e'])
  expect(locate(made, 'group')?.step).toEqual({ name: 'group', kind: 'group', steps: diamond.steps.slice(1, 4) })
  expect(locate(made, 'e')?.step).toMatchObject({ arguments: [{ name: 'd', from: { result: 'group' } }], waitFor: ['group'] })
  expect(positionsOf(made)).toEqual({ a: [0, 0], e: [1056, 0], group: [328, -60], 'group.b': [24, 60], 'group.c': [24, 172], 'group.d': [376, 60] })
  expect(validate(made, { catalog }).filter(({ severity }) => severity === 'error')).toEqual([])
})

it('leaves what has no place of its own where it is drawn', () => {
  const { view: _, ...unplaced } = diamond
  expect(placesOf(group(unplaced, 'b', 'c', 'd')).get('e')).toMatchObject({ x: placesOf(unplaced).get('e')?.x, y: placesOf(unplaced).get('e')?.y })
})

it('says what the result is when it is not the last step', () => {
  const early: WorkflowDocument = { ...diamond, steps: [{ name: 'a', kind: 'debug' }, { name: 'b', kind: 'debug' }, { name: 'c', kind: 'debug', waitFor: ['b'] }, { name: 'd', kind: 'debug', arguments: uses('b') }] }
  expect(locate(group(early, 'b', 'c'), 'group')?.step.return).toBe('b')
})

it('refuses a way out and back in, and two results, and offers the nearest that can be grouped', () => {
  expect(refused(diamond, 'a', 'd')).toEqual({ reason: 'A path leads from A out through B and back in to D.', nearest: ['a', 'b', 'c', 'd'] })
  expect(refused(diamond, 'b', 'c')).toEqual({ reason: 'B and C are both used from outside, and a group has only one result.', nearest: ['b', 'c', 'd'] })
  expect(refused(trip, 'charge', 'extras.book')).toEqual({ reason: 'Charge and Book stand in different containers, and only steps of one can be taken together.', nearest: ['charge', 'extras'] })
  expect(refused(trip, 'charge', 'cancel_flight')).toEqual({ reason: 'Cancel flight is a handler and stays beneath its step.', nearest: ['charge'] })
  expect(refused(trip)).toEqual({ reason: 'Select the steps that belong together.', nearest: [] })
})

it('takes a group apart so that what it was made of is there again', () => {
  const made = ungroupSteps(group(diamond, 'b', 'c', 'd'), 'group')
  if (!made.ok) throw new Error(made.reason)
  const back = triplet(group(diamond, 'b', 'c', 'd'), made.command)
  expect([...made.inner]).toEqual(['b', 'c', 'd'])
  expect(back.steps.slice(0, 4)).toEqual(diamond.steps.slice(0, 4))
  expect(back.steps[4]).toEqual({ ...diamond.steps[4], arguments: [{ name: 'd', from: { result: 'd' } }], waitFor: ['d'] })
  expect(positionsOf(back)).toEqual(positionsOf(diamond))
})

it('gives inner steps free names, hands on what the group waited for, and lists what is lost', () => {
  const nested: WorkflowDocument = {
    eddy: 1,
    name: 'nested',
    steps: [
      { name: 'a', kind: 'debug' },
      { name: 'box', kind: 'group', waitFor: ['a'], retry: { max: 2 }, steps: [{ name: 'b', kind: 'debug' }, { name: 'c', kind: 'debug', arguments: uses('b') }], return: 'b' },
      { name: 'b', kind: 'debug', arguments: uses('box') },
    ],
  }
  const made = ungroupSteps(nested, 'box')
  if (!made.ok) throw new Error(made.reason)
  expect(made.lost).toEqual(['its retries'])
  expect(triplet(nested, made.command).steps).toEqual([
    { name: 'a', kind: 'debug' },
    { name: 'b_2', kind: 'debug', waitFor: ['a'] },
    { name: 'c', kind: 'debug', arguments: [{ name: 'b', from: { result: 'b_2' } }] },
    { name: 'b', kind: 'debug', arguments: [{ name: 'box', from: { result: 'b_2' } }] },
  ])
  const no = ungroupSteps(trip, 'extras')
  expect(no.ok ? '' : no.reason).toBe('Extras is not a group, so it cannot be taken apart.')
})
