import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { addStep } from '../store/command/add-step.ts'
import { createEditorStore } from '../store/editor-store.ts'
import { EditorContext } from '../store/editor-context.tsx'
import { root } from '../store/document/locate.ts'
import { TrialContext } from '../store/trial/trial-context.tsx'
import { createTrialStore } from '../store/trial/trial-store.ts'
import { useRunRequest } from './use-run-request.ts'

const told: (string | undefined)[] = []

function Asking() {
  told.push(useRunRequest().blocked)
  return null
}

it('says anew whether a run may start only when that is another, not with every edit and save', async () => {
  const store = createEditorStore({ id: 'one', document: { eddy: 1, name: 'one', steps: [] }, revision: 1, validate: () => [], save: () => Promise.resolve({ revision: 2, savedAt: '2026-01-01T00:00:00Z' }) })
  const never = () => Promise.reject(new Error('nothing is asked for here'))
  const trial = createTrialStore({ list: () => Promise.resolve([]), save: never, remove: never, fromRun: never, value: never, keep: { open: () => Promise.resolve([]), put: () => undefined, remove: () => undefined, close: () => Promise.resolve() }, remembered: () => undefined, remember: () => undefined })
  await render(
    <EditorContext value={store}>
      <TrialContext value={trial}>
        <Asking />
      </TrialContext>
    </EditorContext>,
  )
  const add = (name: string) => store.getState().dispatch(addStep({ step: { name, kind: 'debug' }, scope: root }))
  add('a')
  await store.getState().flush()
  add('b')
  expect(store.getState().save.kind).toBe('unsaved')
  await store.getState().flush()
  expect(store.getState().save.kind).toBe('saved')
  expect(told).toEqual(['There is no step to run.', undefined])
  store.getState().dispose()
})
