import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RunSummary, StepView } from '@eddy/engine'
import { Beat } from './beat.ts'
import { pacedReading } from './paced-reading.ts'
import type { RunReading } from './run-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function going(count: number) {
  const listeners = new Set<(changed: ReadonlySet<string>) => void>()
  let run = { status: 'running', seq: 0 } as RunSummary
  const steps = Array.from({ length: count }, (_, at): StepView => ({ path: `s${at}`, status: 'running', attempt: 1, attempts: [] }))
  let moment = { paths: () => [] } as unknown as ReturnType<RunReading['moment']>
  const of = {
    run: () => run, steps: () => steps, moment: () => moment, version: () => run.seq,
    subscribe: (listener: (changed: ReadonlySet<string>) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  } as unknown as RunReading
  const tell = (path: string) => listeners.forEach((listener) => listener(new Set([path])))
  return {
    of,
    goOn: (path: string, status: RunSummary['status'] = 'running') => {
      run = { ...run, seq: run.seq + 1, status }
      tell(path)
    },
    jump: () => {
      moment = { paths: () => [] } as unknown as typeof moment
      tell('jump')
    },
  }
}

it('follows a small run at once', () => {
  const { of, goOn } = going(3)
  const paced = pacedReading(of)
  for (let at = 1; at <= 5; at++) {
    goOn('a')
    expect(paced.run().seq).toBe(at)
  }
})

it('shows a run with many steps every other second, with all that has changed, and never less than the last of it', () => {
  const { of, goOn } = going(2000)
  const paced = pacedReading(of)
  const told: (readonly string[])[] = []
  paced.subscribe((changed) => told.push([...changed]))
  for (let at = 0; at < 180; at++) {
    goOn(`s${at % 3}`)
    vi.advanceTimersByTime(16)
  }
  expect(told).toEqual([['s0'], ['s1', 's2', 's0']])
  vi.advanceTimersByTime(2000)
  expect([told.length, paced.run().seq]).toEqual([3, 180])
})

it('shows readings with one beat one after the other', () => {
  const [one, other] = [going(6000), going(6000)]
  const beat = new Beat()
  const shown: string[] = []
  for (const [name, { of }] of Object.entries({ one, other })) pacedReading(of, beat).subscribe(() => shown.push(`${name} at ${Date.now() - begun}`))
  const begun = Date.now()
  one.goOn('a')
  vi.advanceTimersByTime(300)
  other.goOn('a')
  for (const { goOn } of [one, other]) goOn('b')
  vi.advanceTimersByTime(1600)
  expect(shown).toEqual(['one at 0', 'other at 300'])
  vi.advanceTimersByTime(200)
  expect(shown).toEqual(['one at 0', 'other at 300', 'one at 2000', 'other at 2025'])
})

it('shows at once that the run has another status, and another moment', () => {
  const { of, goOn, jump } = going(2000)
  const paced = pacedReading(of)
  goOn('a')
  goOn('b')
  expect(paced.run().seq).toBe(1)
  goOn('c', 'failing')
  expect(paced.run()).toMatchObject({ seq: 3, status: 'failing' })
  goOn('d', 'failing')
  const before = paced.moment()
  jump()
  expect(paced.run().seq).toBe(4)
  expect(paced.moment()).not.toBe(before)
})
