import { createRunHistory, type RunEvent } from '@eddy/engine'
import { runDocument, step } from '@eddy/engine/testing'
import { describe, expect, it } from 'vitest'
import { createPlayhead } from './playhead.ts'
import { createRunStore } from './run-store.ts'

/** A run of three steps whose last fails: its events, and a page that receives them. */
function page() {
  const effect = { kind: 'undoable' } as const
  const { events, plan: planned } = runDocument({ steps: [step('a', effect), step('b', { ...effect, after: ['a'] }), step('c', { after: ['b'] })] }, { scripts: { c: () => ({ kind: 'fail', error: { code: 'NO', message: 'no', retryable: false } }) } })
  const store = createRunStore({ view: createRunHistory(planned), target: events.length, schedule: (callback) => callback() })
  const seqOf = (type: RunEvent['type'], path?: string) => events.find((event) => event.type === type && (path === undefined || event.step === path))?.seq ?? 0
  return { events, store, playhead: createPlayhead(store), seqOf }
}

describe('the playhead', () => {
  it('follows until somebody looks elsewhere, and then nothing that arrives moves it', () => {
    const { events, store, playhead, seqOf } = page()
    const half = seqOf('step.started', 'b')
    store.receive(events.slice(0, half))
    expect([playhead.seq(), playhead.follows(), playhead.ahead()]).toEqual([half, true, 0])
    playhead.hold()
    let drawn = 0
    playhead.reading.subscribeStep('b', () => (drawn += 1))
    store.receive(events)
    expect([playhead.seq(), playhead.follows(), playhead.ahead()]).toEqual([half, false, events.length - half])
    expect([drawn, playhead.reading.step('b')?.status, store.step('b')?.status]).toEqual([0, 'running', 'undone'])
    playhead.follow()
    expect([playhead.seq(), drawn, playhead.reading.step('b')?.status, playhead.reading.run().status]).toEqual([events.length, 1, 'undone', 'rolled_back'])
  })

  it('goes both ways through the rollback', () => {
    const { events, store, playhead, seqOf } = page()
    store.receive(events)
    const statuses = () => ['a', 'b', 'c'].map((path) => playhead.reading.step(path)?.status ?? 'idle')
    playhead.go(seqOf('undo.started', 'a'))
    expect(statuses()).toEqual(['undoing', 'undone', 'failed'])
    playhead.go(seqOf('undo.started', 'b'))
    expect(statuses()).toEqual(['succeeded', 'undoing', 'failed'])
    playhead.go(seqOf('step.started', 'b'))
    expect(statuses()).toEqual(['succeeded', 'running', 'idle'])
    expect(playhead.reading.clock()).toBe(events[playhead.seq() - 1]?.at)
    playhead.go(0)
    expect(statuses()).toEqual(['idle', 'idle', 'idle'])
    playhead.go(seqOf('undo.started', 'a'))
    expect(statuses()).toEqual(['undoing', 'undone', 'failed'])
  })

  it('waits for a moment whose events have not come yet', () => {
    const { events, store, playhead, seqOf } = page()
    const wanted = seqOf('undo.started', 'b')
    playhead.go(wanted)
    expect(playhead.seq()).toBe(0)
    store.receive(events.slice(0, 3))
    expect(playhead.seq()).toBe(3)
    store.receive(events)
    expect([playhead.seq(), playhead.follows()]).toEqual([wanted, false])
  })

  it('the end of a run that is over is the present', () => {
    const { events, store, playhead } = page()
    store.receive(events)
    playhead.go(2)
    playhead.go(events.length)
    expect(playhead.follows()).toBe(true)
    playhead.hold()
    expect(playhead.follows()).toBe(true)
  })
})
