import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { RefusedSave, StaleSave } from './autosave.ts'
import { updateDocument } from './command/update-document.ts'
import { createEditorStore } from './editor-store.ts'
import { trip } from './testing/trip.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function editor(save: (title: string | undefined, base: number) => Promise<{ revision: number; savedAt: string }>) {
  const store = createEditorStore({ id: 'w1', document: trip, revision: 1, validate: () => [], save: (document, base) => save(document.title, base) })
  return { store, title: (title: string) => store.getState().dispatch(updateDocument({ title })), kind: () => store.getState().save.kind }
}

it('saves once, 800 ms after the last edit, on top of the revision it knows', async () => {
  const saves: unknown[] = []
  const { title, kind } = editor(async (...args) => {
    saves.push(args)
    return { revision: 7, savedAt: 'now' }
  })
  title('A')
  await vi.advanceTimersByTimeAsync(700)
  title('B')
  await vi.advanceTimersByTimeAsync(799)
  expect([saves, kind()]).toEqual([[], 'unsaved'])
  await vi.advanceTimersByTimeAsync(1)
  expect([saves, kind()]).toEqual([[['B', 1]], 'saved'])
  title('C')
  await vi.advanceTimersByTimeAsync(800)
  expect(saves.at(-1)).toEqual(['C', 7])
})

it('keeps trying while the connection is lost, and says so', async () => {
  let online = false
  const saved: unknown[] = []
  const { title, kind } = editor(async (text) => {
    if (!online) throw new Error('Failed to fetch')
    saved.push(text)
    return { revision: 2, savedAt: 'now' }
  })
  title('A')
  await vi.advanceTimersByTimeAsync(5000)
  expect(kind()).toBe('offline')
  online = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect([saved, kind()]).toEqual([['A'], 'saved'])
})

it('takes in what was saved elsewhere at once when nothing clashes, and saves both', async () => {
  const theirs = { ...trip, description: 'Theirs' }
  const saves: unknown[] = []
  const { store, title, kind } = editor(async (text, base) => {
    saves.push([text, base])
    if (base < 5) throw new StaleSave(5, theirs)
    return { revision: 6, savedAt: 'now' }
  })
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  expect([saves, kind()]).toEqual([[['Mine', 1], ['Mine', 5]], 'saved'])
  expect(store.getState().document).toMatchObject({ title: 'Mine', description: 'Theirs' })
  store.getState().undo()
  expect(store.getState().document).toEqual(theirs)
  store.getState().undoTaken()
  expect(store.getState().document).toEqual(trip)
})

it('saves nothing while a clash is open; what is chosen is saved, and can be undone', async () => {
  const theirs = { ...trip, title: 'Theirs' }
  const saves: unknown[] = []
  const { store, title, kind } = editor(async (text, base) => {
    saves.push([text, base])
    if (base < 5) throw new StaleSave(5, theirs)
    return { revision: 6, savedAt: 'now' }
  })
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  store.getState().dispatch(updateDocument({ description: 'Also mine' }))
  await vi.advanceTimersByTimeAsync(60_000)
  expect([saves.length, kind(), store.getState().clashes]).toEqual([1, 'clash', [{ id: 'title', place: ['title'], mine: 'Mine', theirs: 'Theirs', with: 'elsewhere' }]])
  store.getState().choose(['title'], 'theirs')
  await vi.advanceTimersByTimeAsync(1000)
  expect([saves.at(-1), kind(), store.getState().document]).toMatchObject([['Theirs', 5], 'saved', { title: 'Theirs', description: 'Also mine' }])
  store.getState().undo()
  expect(store.getState().document.title).toBe('Mine')
})

it('keeps mine when mine is chosen', async () => {
  const saves: unknown[] = []
  const { store, title } = editor(async (text, base) => {
    saves.push([text, base])
    if (base < 5) throw new StaleSave(5, { ...trip, title: 'Theirs' })
    return { revision: 6, savedAt: 'now' }
  })
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  store.getState().choose(['title'], 'mine')
  await vi.advanceTimersByTimeAsync(1000)
  expect(saves).toEqual([['Mine', 1], ['Mine', 5]])
})

it('shows both versions when an undo meets a later change from elsewhere', async () => {
  const { store, title } = editor(async () => ({ revision: 2, savedAt: 'now' }))
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  store.getState().meet({ revision: 3, document: { ...store.getState().document, title: 'Theirs' } })
  store.getState().undo()
  expect(store.getState()).toMatchObject({ document: { title: 'Theirs' }, clashes: [{ id: 'title', mine: 'Theirs', with: 'undo' }] })
  store.getState().choose(['title'], 'theirs')
  expect(store.getState().document).toEqual(trip)
})

it('is saved when it is again what the server has, without a save', async () => {
  const saves: unknown[] = []
  const { store, title, kind } = editor(async (text) => {
    saves.push(text)
    throw new Error('Failed to fetch')
  })
  title('A')
  await vi.advanceTimersByTimeAsync(1000)
  expect([saves, kind()]).toEqual([['A'], 'offline'])
  store.getState().undo()
  await vi.advanceTimersByTimeAsync(800)
  expect([saves, kind()]).toEqual([['A'], 'saved'])
})

it('says since when an edit is not on the server, and why it was refused', async () => {
  vi.setSystemTime(1000)
  const { title, store } = editor(async (text) => {
    throw text === 'A' ? new Error('Failed to fetch') : new RefusedSave('Another workflow is named "x".')
  })
  title('A')
  await vi.advanceTimersByTimeAsync(5000)
  expect(store.getState().save).toEqual({ kind: 'offline', since: 1000, message: 'Failed to fetch' })
  title('B')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(store.getState().save).toEqual({ kind: 'refused', since: 1000, message: 'Another workflow is named "x".' })
})

it('flushes at once', async () => {
  const { store, title, kind } = editor(async () => ({ revision: 2, savedAt: 'now' }))
  title('A')
  await store.getState().flush()
  expect(kind()).toBe('saved')
})
