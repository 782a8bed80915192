import { expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

const of = (message: string, step = 'charge', code = 'HTTP_409') => fingerprint('book_trip', { code, message, step })

it('is the same for failures that differ in ids, numbers, quoted values and elements', () => {
  expect(of('order 4711 of "Ada" was refused at 12:30:05')).toBe(of('order 9 of "Bob" was refused at 07:00:00'))
  expect(of('lost 0190d3b4-7b8a-7c3e-9a51-3f1c0e6d2b11')).toBe(of('lost 0190d3b4-7b8a-7c3e-9a51-3f1c0e6d2b12'))
  expect(of('no', 'each[3].charge')).toBe(of('no', 'each[12].charge'))
})

it('is another for another step, code, reason or workflow', () => {
  const all = [of('no seat is left'), of('no room is left'), of('no seat is left', 'refund'), of('no seat is left', 'charge', 'HTTP_500'), fingerprint('other', { code: 'HTTP_409', message: 'no seat is left', step: 'charge' })]
  expect(new Set(all).size).toBe(all.length)
})
