import { expect, it } from 'vitest'
import { sinceWords } from '../ui/time-words.ts'
import { endWords, untilWords } from './claim-words.ts'

const claimedAt = '2026-11-21T10:00:00.000Z'
const now = Date.parse('2026-11-21T10:05:00.000Z')

it('tells how long a claim lasts', () => {
  expect(untilWords({ keep: 'run', expiresAt: null }, now)).toBe('until its run ends')
  expect(untilWords({ keep: 'until_released', expiresAt: null }, now)).toBe('until somebody releases it')
  expect(untilWords({ keep: 'run', expiresAt: '2026-11-21T10:07:30.000Z' }, now)).toMatch(/^until its run ends, at most .*, in 2 min 30 s$/)
  expect(untilWords({ keep: 'run', expiresAt: '2026-11-21T10:04:00.000Z' }, now)).toBe('its time is over')
})

it('tells since when, the first seconds not counted', () => {
  expect(sinceWords(claimedAt, now)).toMatch(/, 5 min ago$/)
  expect(sinceWords(claimedAt, Date.parse(claimedAt) + 9000)).toMatch(/, just now$/)
})

it('tells how it has ended, by whom and why', () => {
  const ended = { endedAt: claimedAt, endedBy: null, endReason: null }
  expect([endWords({ ...ended, status: 'completed' }), endWords({ ...ended, status: 'in_progress' }), endWords({ ...ended, status: 'released', endedBy: 'Ada', endReason: 'the worker has died' })]).toEqual(['ended with its run, which succeeded', 'ran out', 'released by Ada: the worker has died'])
})
