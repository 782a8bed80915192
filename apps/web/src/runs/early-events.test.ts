import type { RunEvent } from '@eddy/engine'
import { describe, expect, it } from 'vitest'
import type { Following } from '../trpc/follow-events.ts'
import { EarlyEvents } from './early-events.ts'
import type { RunStore } from './run-store.ts'

const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ({ seq: from + at }) as RunEvent)

function open() {
  let line: Following | undefined
  const early = new EarlyEvents('r', (_runId, following) => {
    line = following
    return () => undefined
  })
  early.listen()
  const heard: number[] = []
  const states: string[] = []
  // what the store does with events is told by its own test
  const store = { lastSeq: () => heard.at(-1) ?? 0, receive: (come: readonly RunEvent[]) => (heard.push(...come.map(({ seq }) => seq)), true), setConnection: (state: string) => void states.push(state), connection: () => 'live' } as unknown as RunStore
  return { early, line: line as unknown as Following, heard, states, store }
}

describe('events that come before the drawing', () => {
  it('wait for it, in order and once', () => {
    const { early, line, heard, states, store } = open()
    line.onState('open')
    expect(line.onEvents(events(1, 3))).toBe(true)
    expect(line.onEvents(events(2, 4))).toBe(true)
    expect(line.onEvents(events(6, 7))).toBe(false)
    expect(line.after()).toBe(4)
    early.handTo(store)
    expect([heard, states]).toEqual([[1, 2, 3, 4], ['live']])
    early.handTo(store)
    line.onEvents(events(5, 6))
    line.onState('connecting')
    expect([heard, states, line.after()]).toEqual([[1, 2, 3, 4, 5, 6], ['live', 'offline'], 6])
  })
})
