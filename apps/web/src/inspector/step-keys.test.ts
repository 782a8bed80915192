import { renameStep, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { updateStep } from '../store/command/update-step.ts'
import { createEditorStore } from '../store/editor-store.ts'
import { stepKeys } from './step-keys.ts'

const trip: WorkflowDocument = { eddy: 1, name: 'trip', steps: [{ name: 'charge', kind: 'debug' }, { name: 'book', kind: 'group', steps: [{ name: 'car', kind: 'debug' }] }] }
const renamed = (document: WorkflowDocument, path: string, name: string) => {
  const made = renameStep(document, path, name)
  if (!made.ok) throw new Error(made.reason)
  return made.document
}
function shown(path: string) {
  const store = createEditorStore({ id: 'one', document: trip, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '' }) })
  const { keyOf, follow } = stepKeys(store)
  store.getState().select(new Set([path]))
  const key = keyOf(path)
  const stop = follow()
  const end = () => {
    stop()
    store.getState().dispose()
  }
  return { store, keyOf, key, end }
}

it('a step keeps its key through renames by anybody, though it was typed in and renamed before it was drawn again', () => {
  const { store, keyOf, key, end } = shown('charge')
  store.getState().dispatch(updateStep(store.getState().document, 'charge', { config: { source: 'typed' } }))
  store.getState().meet({ document: renamed(trip, 'charge', 'pay'), revision: 2 })
  store.getState().dispatch(updateStep(store.getState().document, 'pay', { config: { source: 'typed on' } }))
  expect([[...store.getState().selection], keyOf('pay')]).toEqual([['pay'], key])
  store.getState().undoTaken()
  expect(keyOf('charge')).toBe(key)
  end()
})

it('so it does when what it is in is renamed', () => {
  const { store, keyOf, key, end } = shown('book.car')
  store.getState().meet({ document: renamed(trip, 'book', 'reserve'), revision: 2 })
  expect(keyOf('reserve.car')).toBe(key)
  end()
})

it('another step has another key, also under a name that the first had once; until it is drawn the first keeps its own', () => {
  const { store, keyOf, key, end } = shown('charge')
  store.getState().meet({ document: { ...renamed(trip, 'charge', 'pay'), steps: [...renamed(trip, 'charge', 'pay').steps, { name: 'charge', kind: 'fail' }] }, revision: 2 })
  expect(keyOf('charge')).toBe(key)
  store.getState().select(new Set(['book']))
  expect(keyOf('charge')).toBe(key)
  expect(keyOf('book')).not.toBe(key)
  end()
})
