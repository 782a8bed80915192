import { expect, it } from 'vitest'
import { cronFault, zoneFault } from './cron-fault.ts'
import { lastTimes, nextTime, nextTimes } from './schedule-times.ts'

const berlin = (cron: string) => ({ every: 'cron', cron, zone: 'Europe/Berlin' }) as const
const iso = (times: readonly (Date | null)[]) => times.map((time) => time?.toISOString())

it('fires at the time of the clock on the wall in its zone, in summer and in winter', () => {
  expect(iso(nextTimes(berlin('0 9 * * *'), new Date('2026-10-24T00:00:00Z'), 3))).toEqual(['2026-10-24T07:00:00.000Z', '2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z'])
})

it('fires once in the night that skips the hour, when that hour would have ended', () => {
  expect(iso(nextTimes(berlin('30 2 * * *'), new Date('2027-03-27T12:00:00Z'), 2))).toEqual(['2027-03-28T01:00:00.000Z', '2027-03-29T00:30:00.000Z'])
})

it('fires once in the night that has the hour twice, and an hourly pattern every hour', () => {
  expect(iso(nextTimes(berlin('30 2 * * *'), new Date('2026-10-24T12:00:00Z'), 2))).toEqual(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z'])
  expect(iso(nextTimes(berlin('0 * * * *'), new Date('2026-10-24T23:30:00Z'), 3))).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'])
})

it('counts intervals from their beginning, so that they do not drift', () => {
  const quarter = { every: 'interval', interval: 'PT15M', from: '2026-01-01T00:05:00Z' } as const
  expect(iso(nextTimes(quarter, new Date('2026-01-01T01:07:30Z'), 2))).toEqual(['2026-01-01T01:20:00.000Z', '2026-01-01T01:35:00.000Z'])
})

it('is due once, or never again', () => {
  const once = { every: 'once', at: '2026-01-01T00:00:00Z' } as const
  expect(iso([nextTime(once, new Date('2025-01-01')), nextTime(once, new Date('2026-01-01'))])).toEqual(['2026-01-01T00:00:00.000Z', undefined])
})

it('looks back at the last due times, ends included', () => {
  const range = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2026-01-01T03:00:00Z'), most: 3 }
  const hours = ['2026-01-01T01:00:00.000Z', '2026-01-01T02:00:00.000Z', '2026-01-01T03:00:00.000Z']
  expect(iso(lastTimes({ every: 'cron', cron: '0 * * * *', zone: 'UTC' }, range))).toEqual(hours)
  expect(iso(lastTimes({ every: 'interval', interval: 'PT1H' }, range))).toEqual(hours)
  expect(iso(lastTimes({ every: 'interval', interval: 'PT1H' }, { ...range, from: new Date('2026-01-01T02:30:00Z') }))).toEqual(hours.slice(2))
})

it('says what is wrong with a pattern or a zone', () => {
  expect(cronFault('0 9 * * 1-5', 'UTC')).toBeUndefined()
  expect(cronFault('61 * * * *', 'UTC')).toMatch(/minute/)
  expect(cronFault('0 0 31 2 *', 'UTC')).toBe('there is no time that this pattern means')
  expect(zoneFault('Europe/Berlin')).toBeUndefined()
  expect(zoneFault('Mars/Olympus')).toMatch(/no time zone/)
})
