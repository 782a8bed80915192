import { expect, it } from 'vitest'
import { planDue, type DuePlan } from './plan-due.ts'
import type { CatchUp } from './trigger-config.ts'

const at = (time: string) => new Date(`2026-01-01T${time}Z`)
const plan = (catchUp: CatchUp, now: Date) => shown(planDue({ kind: 'schedule', when: { every: 'cron', cron: '0 * * * *', zone: 'UTC' }, catchUp }, { nextAt: at('01:00:00'), now }))
const short = (date: Date) => date.toISOString().slice(11, 16)
const shown = ({ fire, missed, next }: DuePlan) => ({ fire: fire.map(short), missed: missed && `${short(missed.from)}-${short(missed.to)}`, next: next && short(next) })

it('fires what is due and goes on to the next', () => {
  for (const policy of ['skip', 'last'] as const) expect(plan({ policy }, at('01:00:02'))).toEqual({ fire: ['01:00'], missed: null, next: '02:00' })
})

it('gives up what was missed, catches up with the last, or with all up to a number', () => {
  expect(plan({ policy: 'skip' }, at('05:30:00'))).toEqual({ fire: [], missed: '01:00-05:00', next: '06:00' })
  expect(plan({ policy: 'last' }, at('05:30:00'))).toEqual({ fire: ['05:00'], missed: '01:00-04:00', next: '06:00' })
  expect(plan({ policy: 'all', most: 3 }, at('05:30:00'))).toEqual({ fire: ['03:00', '04:00', '05:00'], missed: '01:00-02:00', next: '06:00' })
  expect(plan({ policy: 'all', most: 9 }, at('05:30:00'))).toEqual({ fire: ['01:00', '02:00', '03:00', '04:00', '05:00'], missed: null, next: '06:00' })
})

it('does not catch up with the last when one is just on time', () => {
  expect(plan({ policy: 'last' }, at('05:00:30'))).toEqual({ fire: ['05:00'], missed: '01:00-04:00', next: '06:00' })
  expect(plan({ policy: 'skip' }, at('05:00:30'))).toEqual({ fire: ['05:00'], missed: '01:00-04:00', next: '06:00' })
  expect(plan({ policy: 'all', most: 2 }, at('05:00:30'))).toEqual({ fire: ['03:00', '04:00', '05:00'], missed: '01:00-02:00', next: '06:00' })
})

it('gives a single late one up only when it is to', () => {
  expect(plan({ policy: 'skip' }, at('01:30:00'))).toEqual({ fire: [], missed: '01:00-01:00', next: '02:00' })
  expect(plan({ policy: 'last' }, at('01:30:00'))).toEqual({ fire: ['01:00'], missed: null, next: '02:00' })
})

it('takes a moment for years of missed seconds', () => {
  const second = { kind: 'schedule', when: { every: 'interval', interval: 'PT1S' }, catchUp: { policy: 'all', most: 2 } } as const
  const { fire, next } = planDue(second, { nextAt: new Date(0), now: at('00:00:00') })
  // a minute counts as on time, both ends included, and two more are caught up with
  expect([fire.length, next?.toISOString()]).toEqual([61 + 2, '2026-01-01T00:00:01.000Z'])
})
