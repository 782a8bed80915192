import { expect, it } from 'vitest'
import type { RunEvent } from '@eddy/engine'
import { refuseMismatch } from './decision-mismatch.ts'

const event = (step: string, at: number): RunEvent => ({ seq: 4, at, type: 'step.ready', step, data: {} }) as RunEvent

it('takes what is the same, and what is not stored', () => {
  expect(() => refuseMismatch(event('a', 1), event('a', 1))).not.toThrow()
  expect(() => refuseMismatch(event('a', 1), undefined)).not.toThrow()
})

it.each([['step.ready b', event('b', 1)], ['one with another time or other data', event('a', 2)]])('says that it would be %s', (words, decided) => {
  expect(() => refuseMismatch(decided, event('a', 1))).toThrow(`At event 4 its log says step.ready a, and this version of Eddy would make it ${words}.`)
})
