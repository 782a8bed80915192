import type { Fixture } from '@eddy/workflow'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RefusedFixture, StaleFixture, type StoredFixture } from './fixture-drafts.ts'
import type { UnsentFixture } from './fixture-keep.ts'
import type { PastView } from './past-view.ts'
import { activeFixture } from './trial-context.tsx'
import { createTrialStore, type TrialDeps } from './trial-store.ts'

const ada: Fixture = { name: 'Ada', input: { who: 'Ada' }, pins: {} }
const past: PastView = {
  run: { id: 'r1', status: 'succeeded', startedAt: '', fixture: null, target: null },
  trial: null,
  steps: {},
  past: { runId: 'r1', document: { eddy: 1, name: 'w', steps: [] }, input: { who: 'Bob' }, pins: {}, steps: { a: { outcome: { kind: 'value', value: 1 } }, 'trip.big': { outcome: { kind: 'value', value: { $blob: 'h', bytes: 9 } } }, c: { outcome: { kind: 'failure', code: 'X', message: 'x' } } } },
  lastSeq: 9,
}

/** A server in memory: what it was asked to save, and what it says to the next save. */
function server(stored: readonly StoredFixture[] = []) {
  const saved: [string, number | undefined][] = []
  const answers: Error[] = []
  let remembered: string | undefined
  const kept = new Map<string, UnsentFixture>()
  const deps: TrialDeps = {
    list: () => Promise.resolve(stored),
    save: (fixture, base) => {
      const error = answers.shift()
      if (error) return Promise.reject(error)
      saved.push([`${fixture.name} ${JSON.stringify(fixture.pins)}`, base?.revision])
      return Promise.resolve({ id: base?.id ?? `id-${saved.length}`, fixture, revision: (base?.revision ?? 0) + 1 })
    },
    remove: () => Promise.resolve(),
    fromRun: (runId, name) => Promise.resolve({ id: 'f9', revision: 1, fixture: { name, input: { runId }, pins: {} } }),
    value: () => Promise.resolve('large'),
    keep: { open: () => Promise.resolve([...kept.values()]), put: (one) => void kept.set(one.key, one), remove: (key) => void kept.delete(key), close: () => Promise.resolve() },
    remembered: () => remembered,
    remember: (id) => (remembered = id),
  }
  return { deps, saved, answers, kept, remembered: () => remembered }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('fixtures beside a draft', () => {
  it('are loaded with the one that this browser worked with, and saved after the last edit on top of what was read', async () => {
    const { deps, saved } = server([{ id: 'f1', fixture: ada, revision: 4 }])
    deps.remember('f1')
    const store = createTrialStore(deps)
    await store.getState().load()
    expect(activeFixture(store.getState())?.fixture).toEqual(ada)
    store.getState().pin('trip.car', { kind: 'value', value: 1 })
    store.getState().pin('trip.car', { kind: 'value', value: 2 })
    await vi.runAllTimersAsync()
    store.getState().pin('trip.car', undefined)
    await store.getState().flush()
    expect(saved).toEqual([['Ada {"trip/car":{"kind":"value","value":2}}', 4], ['Ada {}', 5]])
    expect(activeFixture(store.getState())?.save).toEqual({ kind: 'saved' })
  })

  it('come into being with the first pin, with the input of the last run, and are remembered once they are stored', async () => {
    const { deps, saved, remembered } = server()
    const store = createTrialStore(deps)
    store.getState().setPast(past)
    expect(await store.getState().pinLast('trip.big')).toBe(true)
    expect(await store.getState().pinLast('nothing')).toBe(false)
    expect(activeFixture(store.getState())?.fixture).toEqual({ name: 'Sample', input: { who: 'Bob' }, pins: { 'trip/big': { kind: 'value', value: 'large' } } })
    expect(store.getState().past?.past.steps['trip.big']?.outcome).toEqual({ kind: 'value', value: 'large' })
    expect(await store.getState().flush()).toBe('Sample')
    expect([saved.length, remembered()]).toEqual([1, 'id-1'])
    await store.getState().createFromRun()
    expect([activeFixture(store.getState())?.fixture.name, remembered()]).toEqual(['From a run', 'f9'])
  })

  it('carry their pins along when steps are renamed, also those that were not loaded yet, and save only what changed', async () => {
    const { deps, saved } = server([{ id: 'f1', fixture: { ...ada, pins: { 'trip/car': { kind: 'value', value: 1 } } }, revision: 4 }, { id: 'f2', fixture: { ...ada, name: 'Bob' }, revision: 1 }])
    const store = createTrialStore(deps)
    store.getState().followRenames([{ path: 'trip', name: 'tour' }])
    await store.getState().load()
    store.getState().followRenames([{ path: 'tour.car', name: 'bus' }])
    await vi.runAllTimersAsync()
    expect(saved).toEqual([['Ada {"tour/bus":{"kind":"value","value":1}}', 4]])
    expect(store.getState().fixtures.map(({ save }) => save.kind)).toEqual(['saved', 'saved'])
  })

  it('that others have changed, made or removed are taken in; what is edited here stays', async () => {
    const stored: StoredFixture[] = ['f1', 'f2', 'f3'].map((id) => ({ id, fixture: { ...ada, name: id }, revision: 1 }))
    const { deps, saved } = server(stored)
    const store = createTrialStore(deps)
    await store.getState().load()
    store.getState().choose('f3')
    store.getState().change('f2', (fixture) => ({ ...fixture, input: { name: 'mine' } }))
    stored.splice(0, 3, { id: 'f1', fixture: { ...ada, name: 'f1', pins: { room: { kind: 'value', value: 1 } } }, revision: 2 }, { id: 'f2', fixture: { ...ada, name: 'f2', input: { name: 'theirs' } }, revision: 2 }, { id: 'f4', fixture: { ...ada, name: 'f4' }, revision: 1 })
    store.getState().refresh()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState().fixtures.map(({ fixture, base }) => [fixture.name, fixture.input, Object.keys(fixture.pins), base?.revision])).toEqual([
      ['f1', ada.input, ['room'], 2],
      ['f2', { name: 'mine' }, [], 1],
      ['f4', ada.input, [], 1],
    ])
    expect(store.getState().active).toBeUndefined()
    // the next edit is one of what is there now
    store.getState().change('f1', (fixture) => ({ ...fixture, input: { name: 'again' } }))
    await vi.runAllTimersAsync()
    expect(saved).toContainEqual(['f1 {"room":{"kind":"value","value":1}}', 2])
  })

  it('that are removed while they are stored for the first time, or while a list is on its way, stay away', async () => {
    const { deps } = server()
    const there = new Map<string, StoredFixture>()
    let arrive = () => {}
    const wait = () => new Promise<void>((resolve) => (arrive = resolve))
    const { save } = deps
    const slow: TrialDeps = {
      ...deps,
      save: async (fixture, base) => {
        await wait()
        const made = await save(fixture, base)
        there.set(made.id, made)
        return made
      },
      remove: async (id) => void there.delete(id),
      list: async () => {
        const seen = [...there.values()]
        if (seen.length > 0) await wait()
        return seen
      },
    }
    const store = createTrialStore(slow)
    await store.getState().load()
    const first = store.getState().create(ada)
    await vi.advanceTimersByTimeAsync(1000)
    const gone = store.getState().remove(first)
    arrive()
    await gone
    expect([...there.keys()]).toEqual([])

    const second = store.getState().create(ada)
    await vi.advanceTimersByTimeAsync(1000)
    arrive()
    await vi.advanceTimersByTimeAsync(0)
    store.getState().refresh()
    await vi.advanceTimersByTimeAsync(0)
    await store.getState().remove(second)
    arrive()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState().fixtures).toEqual([])
  })

  it('that were unsent when the page went are sent by the next page, and the one that was worked with is active', async () => {
    const { deps, saved, kept } = server([{ id: 'f1', fixture: ada, revision: 4 }])
    const gone = createTrialStore(deps)
    await gone.getState().load()
    gone.getState().change('f1', (fixture) => ({ ...fixture, name: 'Grace' }))
    gone.getState().create({ ...ada, name: 'Lin' })
    expect([saved, kept.size]).toEqual([[], 2])
    vi.clearAllTimers()
    const next = createTrialStore(deps)
    await next.getState().load()
    expect(activeFixture(next.getState())?.fixture.name).toBe('Lin')
    await vi.runAllTimersAsync()
    expect([saved, kept.size]).toEqual([[['Grace {}', 4], ['Lin {}', undefined]], 0])
    expect(next.getState().fixtures.map(({ save }) => save.kind)).toEqual(['saved', 'saved'])
  })

  it('whose save arrived while its answer did not go on from what the server has; what others changed meanwhile waits for a decision', async () => {
    const grace = { ...ada, name: 'Grace' }
    const { deps, saved, kept } = server([{ id: 'f1', fixture: grace, revision: 5 }, { id: 'f2', fixture: { ...ada, name: 'Theirs' }, revision: 9 }, { id: 'f3', fixture: { ...ada, name: 'New' }, revision: 1 }])
    kept.set('f1', { key: 'f1', fixture: { ...grace, input: { who: 'Hopper' } }, base: { id: 'f1', revision: 4 }, sending: grace })
    kept.set('f2', { key: 'f2', fixture: { ...ada, name: 'Mine' }, base: { id: 'f2', revision: 8 } })
    kept.set('new-1', { key: 'new-1', fixture: { ...ada, name: 'New' } })
    deps.remember('new-1')
    const store = createTrialStore(deps)
    await store.getState().load()
    expect(store.getState().fixtures.map(({ key, save }) => [key, save.kind])).toEqual([['f1', 'unsaved'], ['f2', 'stale'], ['f3', 'saved']])
    expect(store.getState().active).toBe('f3')
    await vi.runAllTimersAsync()
    expect([saved, [...kept.keys()]]).toEqual([[['Grace {}', 5]], ['f2']])
  })

  it('made of a run are there once, also when the news of it comes before the answer', async () => {
    const stored: StoredFixture[] = []
    const { deps } = server(stored)
    const made: StoredFixture = { id: 'f9', revision: 1, fixture: { ...ada, name: 'From a run' } }
    let answer = () => {}
    const store = createTrialStore({ ...deps, fromRun: () => new Promise((resolve) => (answer = () => resolve(made))) })
    await store.getState().load()
    store.getState().setPast(past)
    const making = store.getState().createFromRun()
    stored.push(made)
    store.getState().refresh()
    await vi.advanceTimersByTimeAsync(0)
    answer()
    await making
    expect(store.getState().fixtures.map(({ key }) => key)).toEqual(['f9'])
  })

  it('take a free name', () => {
    const store = createTrialStore(server().deps)
    for (let count = 0; count < 3; count++) store.getState().create(ada)
    expect(store.getState().fixtures.map(({ fixture }) => fixture.name)).toEqual(['Ada', 'Ada 2', 'Ada 3'])
  })

  it('that somebody else has changed wait for a decision, with what is edited meanwhile', async () => {
    const { deps, saved, answers } = server([{ id: 'f1', fixture: ada, revision: 1 }])
    const store = createTrialStore(deps)
    await store.getState().load()
    answers.push(new StaleFixture({ id: 'f1', revision: 7, fixture: { ...ada, name: 'Theirs' } }))
    store.getState().change('f1', (fixture) => ({ ...fixture, name: 'Mine' }))
    await vi.runAllTimersAsync()
    store.getState().choose('f1')
    await expect(store.getState().flush()).rejects.toThrow('changed elsewhere')
    store.getState().change('f1', (fixture) => ({ ...fixture, name: 'Mine too' }))
    await vi.runAllTimersAsync()
    expect(saved).toEqual([])
    store.getState().resolveStale('f1', 'mine')
    await vi.runAllTimersAsync()
    expect(saved).toEqual([['Mine too {}', 7]])
  })

  it('are tried again when the line was down, and never when the server says no', async () => {
    const { deps, saved, answers } = server([{ id: 'f1', fixture: ada, revision: 1 }])
    const store = createTrialStore(deps)
    await store.getState().load()
    answers.push(new TypeError('no line'), new TypeError('no line'))
    store.getState().change('f1', (fixture) => ({ ...fixture, name: 'Grace' }))
    await vi.advanceTimersByTimeAsync(600)
    expect(store.getState().fixtures[0]?.save).toEqual({ kind: 'offline', message: 'no line' })
    await vi.runAllTimersAsync()
    expect(saved).toEqual([['Grace {}', 1]])
    answers.push(new RefusedFixture('The name is taken.'))
    store.getState().change('f1', (fixture) => ({ ...fixture, name: 'Taken' }))
    await vi.runAllTimersAsync()
    expect([store.getState().fixtures[0]?.save, saved.length]).toEqual([{ kind: 'refused', message: 'The name is taken.' }, 1])
  })
})
