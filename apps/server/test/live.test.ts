import { expect, it, vi } from 'vitest'
import { LiveWorkflows } from '../src/live/live-workflows.ts'

it('tells a page of its own workflow alone, and of runs once in a second', async () => {
  vi.useFakeTimers()
  const live = new LiveWorkflows()
  const ending = new AbortController()
  const mine = live.listen('mine', ending.signal)
  live.versioned('other')
  live.versioned('mine')
  live.newer(['other', 'mine'])
  expect(await mine.next()).toEqual([{ versions: true }, { update: true }])
  for (let run = 0; run < 50; run++) live.ran(['mine', 'other'])
  vi.advanceTimersByTime(1000)
  expect(await mine.next()).toEqual([{ runs: true }])
  live.ran(['mine'])
  vi.advanceTimersByTime(999)
  live.versioned('mine')
  live.fixtured('other')
  live.fixtured('mine')
  expect(await mine.next()).toEqual([{ versions: true }, { fixtures: true }])
  ending.abort()
  vi.useRealTimers()
})
