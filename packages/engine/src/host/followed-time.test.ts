import { expect, it } from 'vitest'
import { FollowedTime } from './followed-time.ts'

const HOUR = 3_600_000

it('is the time of the machine until another has been heard, then goes on by that, whatever is done to the clock of the machine', () => {
  let [wall, steady] = [1000, 0]
  const time = new FollowedTime({ wall: () => wall, steady: () => steady })
  wall = 2000
  expect(time.now()).toBe(2000)
  time.hear({ said: HOUR, asked: 0, answered: 0 })
  wall += 5 * HOUR
  steady = 500
  expect(time.now()).toBe(HOUR + 500)
})

it('heeds a slow answer no more than it is worth, and follows a clock that is put forward or back', () => {
  let steady = 0
  const time = new FollowedTime({ wall: () => HOUR, steady: () => steady })
  time.hear({ said: HOUR, asked: 0, answered: 0 })
  steady = 10_000
  // asked 8 s ago, answered at any moment since
  time.hear({ said: HOUR + 3000, asked: 2000, answered: 10_000 })
  expect(time.now()).toBe(HOUR + 10_000)
  time.hear({ said: 3 * HOUR, asked: 9990, answered: 10_000 })
  expect(time.now()).toBe(3 * HOUR)
  time.hear({ said: HOUR, asked: 9990, answered: 10_000 })
  expect(time.now()).toBe(HOUR + 10)
})

it('tells when the clock of the machine is off, by how much, and when it no longer is', () => {
  let [wall, steady] = [HOUR, 0]
  const told: number[] = []
  const time = new FollowedTime({ wall: () => wall, steady: () => steady, onApart: (ms) => told.push(ms) })
  const hear = () => time.hear({ said: HOUR + steady, asked: steady, answered: steady })
  hear()
  wall += HOUR
  hear()
  hear()
  steady = wall - HOUR
  hear()
  expect(told).toEqual([HOUR, 0])
})
