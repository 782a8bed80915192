import { expect, it } from 'vitest'
import { gateOf, gateWords, reasonWords } from './gate-words.ts'

const lock = { kind: 'lock', name: 'till', from: 50 } as const

it('names the gate, what of it, who is ahead and when its turn comes', () => {
  expect(gateWords({ ...lock, key: 'A1', ahead: 2 })).toBe('the lock “till” for "A1", 2 ahead')
  expect(gateWords({ kind: 'rate', name: 'api', until: 3000 }, 1000)).toMatch(/^the rate limit “api”, its turn comes in 2(\.0)? s$/)
  expect(gateWords({ kind: 'rate', name: 'api', until: 3000 }, 4000)).toBe('the rate limit “api”')
})

it('is at a gate only while it is queued, and not at that of an earlier attempt', () => {
  expect(gateOf({ status: 'queued', attempts: [], gates: [lock] })).toBe(lock)
  expect(gateOf({ status: 'running', attempts: [], gates: [lock] })).toBeUndefined()
  expect(gateOf({ status: 'queued', attempts: [{ attempt: 1, startedAt: 60, endedAt: 70, logs: [] }], gates: [lock] })).toBeUndefined()
})

it('says which limit of the run a step waits for', () => {
  expect(reasonWords({ for: 'slot', underWay: 4, most: 4, first: false })).toBe('a free slot: 4 of 4 attempts are under way, and others go first')
  expect(reasonWords({ for: 'alone', underWay: 1 })).toBe('the step that is under way: it runs alone')
})
