import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { StaleSave } from './autosave.ts'
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

it('stops at a stale save until a person decides', async () => {
  const theirs = { ...trip, title: 'Theirs' }
  const saves: unknown[] = []
  const { store, title, kind } = editor(async (text, base) => {
    saves.push([text, base])
    if (base < 5) throw new StaleSave(5, theirs)
    return { revision: 6, savedAt: 'now' }
  })
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  title('Mine too')
  await vi.advanceTimersByTimeAsync(60_000)
  expect([saves.length, kind()]).toEqual([1, 'stale'])
  store.getState().resolveStale('mine')
  await vi.advanceTimersByTimeAsync(1)
  expect([saves.at(-1), kind()]).toEqual([['Mine too', 5], 'saved'])
})

it('takes theirs and forgets the history, which no longer fits', async () => {
  const { store, title } = editor(async () => {
    throw new StaleSave(5, { ...trip, title: 'Theirs' })
  })
  title('Mine')
  await vi.advanceTimersByTimeAsync(1000)
  store.getState().resolveStale('theirs')
  expect(store.getState()).toMatchObject({ document: { title: 'Theirs' }, save: { kind: 'saved' }, history: { past: [] } })
})

it('flushes at once', async () => {
  const { store, title, kind } = editor(async () => ({ revision: 2, savedAt: 'now' }))
  title('A')
  await store.getState().flush()
  expect(kind()).toBe('saved')
})
