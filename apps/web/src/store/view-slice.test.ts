import { expect, it } from 'vitest'
import { removeSelection } from './command/remove-selection.ts'
import { createEditorStore } from './editor-store.ts'
import { trip } from './testing/trip.ts'

function opened() {
  const kept: string[][] = []
  const store = createEditorStore({ id: 'w', document: trip, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '' }), folded: new Set(['extras']), onFolded: (folded) => kept.push([...folded]) })
  return { store, kept }
}

it('folds and unfolds beside the document: nothing to undo, nothing to save', () => {
  const { store, kept } = opened()
  const { fold, select } = store.getState()
  fold('extras', false)
  select(new Set(['extras.book']))
  fold('extras', true)
  expect(kept).toEqual([[], ['extras']])
  expect([...store.getState().selection]).toEqual(['extras'])
  expect(store.getState().history.past).toEqual([])
  fold('charge', true)
  expect([...store.getState().folded]).toEqual(['extras'])
})

it('goes into a container and back to it, and comes up by itself when it is deleted', () => {
  const { store } = opened()
  const { enter, select, dispatch, undo } = store.getState()
  select(new Set(['charge']))
  enter('extras')
  expect([store.getState().scope, store.getState().selection.size]).toEqual(['extras', 0])
  enter(undefined)
  expect([...store.getState().selection]).toEqual(['extras'])
  enter('extras')
  dispatch(removeSelection(store.getState().document, new Set(['extras'])))
  expect(store.getState().scope).toBeUndefined()
  undo()
  enter('no.such')
  expect(store.getState().scope).toBeUndefined()
})

it('shows a step: leaves what it is not in and opens what it is in', () => {
  const { store } = opened()
  store.getState().enter('extras')
  store.getState().show('charge', true)
  expect(store.getState().scope).toBeUndefined()
  expect([...store.getState().folded]).toEqual(['extras'])
  store.getState().show('extras.book', false)
  expect([...store.getState().folded]).toEqual(['extras'])
  store.getState().show('extras.book', true)
  expect([...store.getState().folded]).toEqual([])
})
