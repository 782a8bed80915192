import { expect, it } from 'vitest'
import { causeWords, intervalWords, untilWords, zonedWords } from './trigger-words.ts'

const titleOf = () => 'Orders'

it('says what makes a trigger fire', () => {
  expect(causeWords({ kind: 'run', workflowId: 'w', statuses: ['failed', 'rolled_back', 'cancelled'] }, titleOf)).toBe('When a run of Orders has failed, rolled back or been cancelled')
  expect(causeWords({ kind: 'schedule', when: { every: 'cron', cron: '0 9 * * 1-5', zone: 'Europe/Berlin' }, catchUp: { policy: 'last' } }, titleOf)).toBe('At 0 9 * * 1-5 (Europe/Berlin)')
  expect(causeWords({ kind: 'file', glob: 'in/*.csv', settleMs: 2000, existing: 'skip' }, titleOf)).toBe('When a file in/*.csv has arrived')
})

it('says intervals as people do', () => {
  expect(['PT1H', 'PT15M', 'PT1H30M', 'P1D', 'PT45S', 'P1DT2H'].map(intervalWords)).toEqual(['hour', '15 minutes', '1 hour 30 minutes', 'day', '45 seconds', '1 day 2 hours'])
  expect(intervalWords('PT0.5H')).toBe('PT0.5H')
})

it('says a time on the clock of its zone, and how long it is until then', () => {
  expect(zonedWords('2026-10-25T00:30:00Z', 'Europe/Berlin')).toMatch(/02:30/)
  expect(zonedWords('2026-10-25T01:30:00Z', 'Europe/Berlin')).toMatch(/02:30/)
  const now = Date.parse('2026-01-01T00:00:00Z')
  expect([30, 90, 7200, 259_200].map((seconds) => untilWords(new Date(now + seconds * 1000).toISOString(), now))).toEqual(['in 30 s', 'in 2 min', 'in 2 h', 'in 3 d'])
})
