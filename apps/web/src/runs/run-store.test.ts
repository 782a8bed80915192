import { describe, expect, it, vi } from 'vitest'
import type { RunEvent, RunHistory, StepView } from '@eddy/engine'
import { createRunStore } from './run-store.ts'

function ready(seq: number, step: string): RunEvent {
  return { seq, at: seq, type: 'step.ready', step, data: {} }
}

/** A view that counts how often each step was spoken of and records what it was given. */
function recordingView() {
  const seen: number[] = []
  const steps = new Map<string, StepView>()
  const run = { status: 'running', seq: 0, forward: 'running', rollback: 'none', undone: [], left: [], residue: [] } as RunHistory['run']
  const view: RunHistory = {
    run,
    apply(events) {
      for (const event of events) {
        seen.push(event.seq)
        Object.assign(run, { seq: event.seq })
        if (event.step) steps.set(event.step, { path: event.step, status: 'queued', attempt: (steps.get(event.step)?.attempt ?? 0) + 1, attempts: [] })
      }
      return new Set(events.flatMap((event) => event.step ?? []))
    },
    step: (path) => steps.get(path),
    paths: () => steps.keys(),
    steps: () => [...steps.values()],
    foremost: () => steps,
    foremostOf: (path) => steps.get(path),
    at: () => view,
    changesOf: () => [],
    ifCancelled: () => undefined,
    whyQueued: () => undefined,
    ifRunAgain: () => undefined,
  }
  return { view, seen }
}

function open(target = 0) {
  const frames: (() => void)[] = []
  const { view, seen } = recordingView()
  const store = createRunStore({ view, target, schedule: (callback) => frames.push(callback) })
  return { store, seen, frames, frame: () => frames.splice(0).forEach((callback) => callback()) }
}

describe('createRunStore', () => {
  it('passes over events it has seen', () => {
    const { store, seen, frame } = open()
    expect(store.receive([ready(1, 'a'), ready(2, 'b')])).toBe(true)
    expect(store.receive([ready(1, 'a'), ready(2, 'b'), ready(3, 'a')])).toBe(true)
    frame()
    expect(store.receive([ready(2, 'b'), ready(3, 'a')])).toBe(true)
    frame()
    expect(seen).toEqual([1, 2, 3])
  })

  it('refuses what comes after a gap, and takes it once the gap is filled', () => {
    const { store, seen, frame } = open()
    store.receive([ready(1, 'a')])
    expect(store.receive([ready(3, 'c')])).toBe(false)
    expect(store.lastSeq()).toBe(1)
    expect(store.receive([ready(2, 'b'), ready(3, 'c')])).toBe(true)
    frame()
    expect(seen).toEqual([1, 2, 3])
  })

  it('says why a log cannot be followed, and shows nothing that came after', () => {
    const store = createRunStore({ view: { ...recordingView().view, apply: () => { throw new Error('event 1 is wrong') } }, target: 1, schedule: (callback) => callback() })
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    let notified = 0
    store.subscribe(() => (notified += 1))
    expect(store.failure()).toBeUndefined()
    store.receive([ready(1, 'a')])
    store.receive([ready(2, 'b')])
    expect([store.failure(), notified, said.mock.calls.length]).toEqual(['event 1 is wrong', 1, 1])
    said.mockRestore()
  })

  it('shows everything that came between two frames at once', () => {
    const { store, frames, frame } = open()
    let notified = 0
    store.subscribe(() => (notified += 1))
    for (let seq = 1; seq <= 50; seq += 1) store.receive([ready(seq, 'a')])
    expect(frames.length).toBe(1)
    expect(store.version()).toBe(0)
    frame()
    // one for the fold and one for having caught up
    expect(notified).toBe(2)
    expect(store.events().length).toBe(50)
  })

  it('tells only those who watch a step that changed, and keeps the others as they were', () => {
    const { store, frame } = open()
    store.receive([ready(1, 'a'), ready(2, 'b')])
    frame()
    const before = { a: store.step('a'), b: store.step('b') }
    const told: string[] = []
    store.subscribeStep('a', () => told.push('a'))
    store.subscribeStep('b', () => told.push('b'))
    store.receive([ready(3, 'b')])
    frame()
    expect(told).toEqual(['b'])
    expect(store.step('a')).toBe(before.a)
    expect(store.step('b')).not.toBe(before.b)
  })

  it('is live only when it has come as far as the run had', () => {
    const { store, frame } = open(2)
    store.receive([ready(1, 'a')])
    frame()
    store.setConnection('live')
    expect(store.connection()).toBe('catching-up')
    store.receive([ready(2, 'a')])
    frame()
    expect(store.connection()).toBe('live')
    store.setConnection('offline')
    expect(store.connection()).toBe('offline')
  })
})
