import { expect, it } from 'vitest'
import { createEditorStore } from '../store/editor-store.ts'
import { trip } from '../store/testing/trip.ts'
import { lineHands } from './line-hands.ts'

it('draws lines as pairs of ends beside the document, and whole again', () => {
  const kept: string[][] = []
  const store = createEditorStore({ id: 'w', document: trip, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '' }), onCut: (cut) => kept.push([...cut]) })
  const hands = lineHands(store)
  const line = 'data:reserve_flight>charge'
  hands.toggleCut()
  expect(store.getState().notice?.text).toContain('Select a line')
  store.getState().select(new Set([line]))
  hands.toggleCut()
  expect([...store.getState().cut]).toEqual([line])
  // from the step at its end, for the line itself is not there to be pressed
  store.getState().select(new Set(['charge']))
  hands.toggleCut()
  expect(kept).toEqual([[line], []])
  expect(store.getState().history.past).toEqual([])
})
