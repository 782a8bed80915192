import { expect, it } from 'vitest'
import type { Step, WorkflowDocument } from '../document.ts'
import { renameStep } from '../rename.ts'
import { stepPlaces } from '../three-way/step-places.ts'
import { withRemoved } from './with-removed.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const taking = (result: string): Partial<Step> => ({ arguments: [{ name: 'it', from: { result } }] })
const trip: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  steps: [step('flight', { undo: 'release' }), step('hotel', taking('flight')), { name: 'extras', kind: 'group', steps: [step('car'), step('meal', taking('car'))] }, { name: 'way', kind: 'switch', branches: [{ name: 'long', when: 'true', steps: [step('train')] }] }],
  handlers: [step('release')],
  view: { positions: { flight: [0, 0], hotel: [300, 0] } },
}
const pathsOf = (document: WorkflowDocument) => [...stepPlaces(document).keys()].sort()

it('is the newer document where nothing was removed', () => {
  const after = { ...trip, steps: [...trip.steps, step('new')] }
  expect(withRemoved(trip, after)).toEqual({ document: after, removed: new Map() })
})

it('puts back steps, containers, branches and handlers where they stood, and leaves what stayed as it is', () => {
  const after: WorkflowDocument = { eddy: 1, name: 'trip', steps: [step('flight', { timeout: 'PT1S' }), { name: 'way', kind: 'switch', branches: [] }], view: { positions: { flight: [50, 50] } } }
  const { document, removed } = withRemoved(trip, after)
  expect(pathsOf(document)).toEqual(pathsOf(trip))
  expect([...removed.keys()].sort()).toEqual(['extras', 'extras.car', 'extras.meal', 'hotel', 'release', 'way.train'])
  expect(document.steps[0]).toEqual(step('flight', { timeout: 'PT1S' }))
  expect(document.view?.positions).toEqual({ flight: [50, 50], hotel: [300, 0] })
})

it('knows what is gone by its old path, and what it took by the new name', () => {
  const renamed = renameStep(trip, 'flight', 'air')
  const all = renamed.ok ? renamed.document : trip
  const { document, removed } = withRemoved(trip, { ...all, steps: all.steps.filter(({ name }) => name !== 'hotel') })
  expect(removed).toEqual(new Map([['hotel', 'hotel']]))
  expect(document.steps.find(({ name }) => name === 'hotel')).toEqual(step('hotel', taking('air')))
})
