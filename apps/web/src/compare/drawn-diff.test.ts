import { diffDocuments, renameStep, type Step, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { edgesOf } from '../store/document/edges.ts'
import { placesOf } from '../store/document/placement.ts'
import { changeEntries } from './change-entries.ts'
import { drawnDiff } from './drawn-diff.ts'

const step = (name: string, more: Partial<Step> = {}): Step => ({ name, kind: 'expression', config: { expr: '1' }, ...more })
const takes = (result: string): Partial<Step> => ({ arguments: [{ name: 'it', from: { result } }] })
const trip: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  steps: [step('flight', { undo: 'release' }), step('hotel', takes('flight')), step('car', takes('hotel'))],
  handlers: [step('release')],
  view: { positions: { flight: [0, 0], hotel: [352, 0], car: [704, 0] } },
}
const compared = (before: WorkflowDocument, after: WorkflowDocument) => {
  const diff = diffDocuments(before, after)
  const drawn = drawnDiff(before, after, diff)
  const entries = changeEntries({ before, after, diff, ghosts: drawn.ghosts, lines: new Set(edgesOf(drawn.document).map(({ id }) => id)) })
  return { drawn, marks: Object.fromEntries([...drawn.marks].map(([id, { change }]) => [id, change.text])), entries }
}

it('marks nothing where cards have only moved', () => {
  const { marks, entries } = compared(trip, { ...trip, view: { positions: { flight: [900, 900] } } })
  expect([marks, entries]).toEqual([{}, []])
})

it('draws what is gone with its lines, where it stood, and what is new', () => {
  const after: WorkflowDocument = { ...trip, steps: [trip.steps[0] ?? step('flight'), step('car', takes('flight')), step('mail', { waitFor: ['car'] })] }
  const { marks, entries, drawn } = compared(trip, after)
  expect(marks).toEqual({
    car: 'Changed: arguments / it / from',
    mail: 'Added',
    hotel: 'Removed',
    'data:flight>hotel': 'Removed',
    'data:flight>car': 'Added',
    'wait:car>mail': 'Added',
    'data:hotel>car': 'Removed',
  })
  expect(drawn.document.view?.positions?.['hotel']).toEqual([352, 0])
  expect(entries.map(({ kind, title, drawn: at }) => [kind, title, at])).toEqual([['changed', 'Car', 'car'], ['added', 'Mail', 'mail'], ['removed', 'Hotel', 'hotel'], ['added', 'Flight → Car', 'data:flight>car']])
})

it('lets a ghost give way to the card that stands where it stood', () => {
  const after: WorkflowDocument = { ...trip, steps: [trip.steps[0] ?? step('flight'), step('train', { kind: 'debug' })], view: { positions: { flight: [0, 0], train: [352, 0] } } }
  const { drawn } = compared(trip, after)
  const [ghost, card] = ['hotel', 'train'].map((path) => placesOf(drawn.document).get(path))
  expect(ghost && card && ghost.y >= card.y + card.height).toBe(true)
})

it('keeps a line that is gone between two steps that stay', () => {
  const { marks } = compared(trip, { ...trip, steps: [trip.steps[0] ?? step('flight'), step('hotel'), step('car', takes('hotel'))] })
  expect(marks).toEqual({ hotel: 'Changed: arguments', 'data:flight>hotel': 'Removed' })
})

it('tells a rename as a rename', () => {
  const renamed = renameStep(trip, 'flight', 'air')
  const { marks, entries } = compared(trip, renamed.ok ? renamed.document : trip)
  expect(marks).toEqual({ air: 'Renamed from flight' })
  expect(entries).toMatchObject([{ kind: 'renamed', title: 'Air', was: 'Flight', drawn: 'air' }])
})

it('shows the handler of an undo that changed hands', () => {
  const { entries } = compared(trip, { ...trip, steps: trip.steps.map((one) => (one.name === 'flight' ? { ...one, undo: 'none' } : one)) })
  expect(entries.map(({ kind, of, title, drawn }) => [kind, of, title, drawn])).toEqual([['changed', 'step', 'Flight', 'flight'], ['removed', 'line', 'Flight → undone by → Release', 'release']])
})
