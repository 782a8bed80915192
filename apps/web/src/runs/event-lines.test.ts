import type { RunEvent } from '@eddy/engine'
import { expect, it } from 'vitest'
import type { ChildLane, ChildRun } from './child-lanes.ts'
import { eventLines } from './event-lines.ts'

const events = (list: readonly (readonly [at: number, step?: string])[]) => list.map(([at, step], index) => ({ seq: index + 1, at, type: 'step.started', step, data: {} }) as unknown as RunEvent)
const run = (id: string, of: readonly RunEvent[]) => ({ id, store: { events: () => of } }) as unknown as ChildRun
const open = (...lanes: readonly (readonly [string, ChildRun])[]) => new Map<string, ChildLane>(lanes.map(([owner, one]) => [owner, { runs: [one], note: undefined }]))
const own = events([[10], [20, 'call'], [50, 'call'], [60]])
const all = (lines: ReturnType<typeof eventLines>) => lines.slice(0, lines.count).map(({ event, run, path }) => `${run?.id ?? 'own'} ${event.seq} ${path ?? ''}`.trim())

it('is the log of the run alone while nothing within it is open', () => {
  const lines = eventLines(own, open())
  expect(all(lines)).toEqual(['own 1', 'own 2 call', 'own 3 call', 'own 4'])
  expect([lines.current(3, 50), lines.current(0, 10)]).toEqual([2, -1])
})

it('has the events of runs within it where they belong in time, each under its own step, of runs within those too', () => {
  const inner = run('c2', events([[35], [36, 'pay']]))
  const lines = eventLines(own, open(['call', run('c1', events([[20], [30, 'sub'], [40, 'sub']]))], ['call#c1#sub', inner]))
  expect(all(lines)).toEqual(['own 1', 'own 2 call', 'c1 1 call#c1', 'c1 2 call#c1#sub', 'c2 1 call#c1#sub#c2', 'c2 2 call#c1#sub#c2#pay', 'c1 3 call#c1#sub', 'own 3 call', 'own 4'])
})

it('shows where the page is: at an event of its own, between two, or at the present', () => {
  const lines = eventLines(own, open(['call', run('c1', events([[20], [30, 'a'], [70, 'a']]))]))
  const at = (seq: number, clock: number | undefined) => all(lines)[lines.current(seq, clock)]
  expect(at(2, 20)).toBe('own 2 call')
  expect(at(2, 29)).toBe('own 2 call')
  expect(at(2, 30)).toBe('c1 2 call#c1#a')
  expect(at(3, 50)).toBe('own 3 call')
  // a run within it may go on after it
  expect(at(4, undefined)).toBe('c1 3 call#c1#a')
  expect(lines.current(0, 5)).toBe(-1)
})
