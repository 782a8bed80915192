import { renameStep, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { updateStep } from './command/update-step.ts'
import { createEditorStore, type EditorDeps } from './editor-store.ts'
import { followRenames } from './follow-renames.ts'

const first: WorkflowDocument = {
  eddy: 1,
  name: 'trip',
  steps: [
    { name: 'charge', kind: 'debug' },
    { name: 'book', kind: 'compose', steps: [{ name: 'hotel', kind: 'debug' }, { name: 'car', kind: 'http.request', config: { url: 'https://cars' } }] },
    { name: 'mail', kind: 'debug', waitFor: ['charge'] },
  ],
}

function renamed(document: WorkflowDocument, path: string, name: string): WorkflowDocument {
  const made = renameStep(document, path, name)
  if (!made.ok) throw new Error(made.reason)
  return made.document
}

function editor(document = first, more: Partial<EditorDeps> = {}) {
  return createEditorStore({ ...more, id: 'one', document, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '' }) })
}

it('follows steps, what is in them and lines; leaves alone what is gone', () => {
  const after = renamed(renamed(first, 'charge', 'pay'), 'book', 'reserve')
  expect(followRenames(['charge', 'book.hotel', 'wait:charge>mail', 'mail', 'nothing'], first, after)).toEqual(['pay', 'reserve.hotel', 'wait:pay>mail', 'mail', 'nothing'])
  expect(followRenames(['charge'], first, { ...first, steps: first.steps.slice(1) })).toEqual(['charge'])
})

it('a step that somebody else renames stays selected, and so does what is looked into', () => {
  const store = editor()
  store.getState().enter('book')
  store.getState().select(new Set(['book.car', 'charge']))
  store.getState().meet({ document: renamed(renamed(first, 'charge', 'pay'), 'book', 'reserve'), revision: 2 }, 'Ann')
  expect([[...store.getState().selection], store.getState().scope]).toEqual([['reserve.car', 'pay'], 'reserve'])
  // and is the same again when their change is taken back
  store.getState().undoTaken()
  expect([[...store.getState().selection], store.getState().scope]).toEqual([['book.car', 'charge'], 'book'])
  store.getState().dispose()
})

it('a step that somebody else removes is no longer selected', () => {
  const store = editor()
  store.getState().select(new Set(['charge', 'mail']))
  store.getState().meet({ document: { ...first, steps: [first.steps[1] ?? { name: 'x', kind: 'debug' }, { name: 'mail', kind: 'debug' }] }, revision: 2 })
  expect([...store.getState().selection]).toEqual(['mail'])
  store.getState().dispose()
})

it('what a field still held back meets the removal of its step: it is kept, and offered back', () => {
  let type = () => undefined as void
  const store = editor(first, { tellTyped: () => type() })
  type = () => store.getState().dispatch(updateStep(store.getState().document, 'charge', { config: { typed: 'half a wo' } }))
  store.getState().meet({ document: { ...first, steps: first.steps.slice(1, 2) }, revision: 2 })
  expect(store.getState().document.steps[0]).toMatchObject({ name: 'charge', config: { typed: 'half a wo' } })
  expect(store.getState().clashes).toMatchObject([{ place: ['steps', 'charge'], mine: { name: 'charge', config: { typed: 'half a wo' } } }])
  expect(store.getState().clashes[0]).not.toHaveProperty('theirs')
  store.getState().dispose()
})
