import { expect, it } from 'vitest'
import { holderWords, leaseEndWords, stepWords } from './task-row-words.ts'

const now = Date.parse('2026-01-01T12:00:00Z')

it('names what is asked for, and the attempt from the second on', () => {
  expect(stepWords({ purpose: 'run', step: 'print', attempt: 1 })).toBe('print')
  expect(stepWords({ purpose: 'undo', step: 'print', attempt: 2 })).toBe('undo of print, attempt 2')
})

it('says who has it and when it was heard of, or why nobody has', () => {
  expect(holderWords({ status: 'offered', worker: null, heardAt: null }, now)).toBe('nobody yet')
  expect(holderWords({ status: 'held', worker: null, heardAt: null }, now)).toContain('has halted')
  expect(holderWords({ status: 'claimed', worker: 'printer-2', heardAt: '2026-01-01T11:59:57Z' }, now)).toMatch(/^printer-2, heard of 3(\.0)? s ago$/)
  expect(holderWords({ status: 'claimed', worker: 'printer-2', heardAt: '2026-01-01T11:59:59.500Z' }, now)).toBe('printer-2, heard of just now')
})

it('says when a lease ends, and that a lease which has ended holds nobody off', () => {
  expect(leaseEndWords({ leaseUntil: null, over: false }, now)).toBeUndefined()
  expect(leaseEndWords({ leaseUntil: '2026-01-01T12:02:00Z', over: false }, now)).toMatch(/^in 2 min.*, then it is offered again$/)
  expect(leaseEndWords({ leaseUntil: '2026-01-01T11:59:00Z', over: false }, now)).toBe('over; it is offered again')
  expect(leaseEndWords({ leaseUntil: '2026-01-01T12:02:00Z', over: true }, now)).toMatch(/^in 2 min.*; its run has ended without it$/)
})
