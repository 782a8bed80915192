import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Teller, tellWaiting } from './teller.ts'

const told: string[] = []
beforeEach(() => {
  tellWaiting()
  told.length = 0
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

it('tells the last text once typing pauses', () => {
  const teller = new Teller((text) => told.push(text))
  teller.later('a')
  vi.advanceTimersByTime(150)
  teller.later('ab')
  vi.advanceTimersByTime(150)
  expect([told, teller.isWaiting]).toEqual([[], true])
  vi.advanceTimersByTime(60)
  expect([told, teller.isWaiting]).toEqual([['ab'], false])
})

it('tells at once when asked to, and not again', () => {
  const teller = new Teller((text) => told.push(text))
  teller.later('a')
  teller.now()
  teller.now()
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual(['a'])
})

it('tells somebody who never pauses every second', () => {
  const teller = new Teller((text) => told.push(text))
  for (let at = 0; at < 25; at++) {
    teller.later(String(at))
    vi.advanceTimersByTime(100)
  }
  expect(told.length).toBe(2)
})

it('all that wait tell when asked together, and nobody twice', () => {
  const [one, other] = [new Teller((text) => told.push(`one ${text}`)), new Teller((text) => told.push(`other ${text}`))]
  one.later('a')
  other.later('b')
  tellWaiting()
  tellWaiting()
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual(['one a', 'other b'])
})
