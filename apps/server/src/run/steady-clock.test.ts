import { expect, it } from 'vitest'
import { createSteadyClock } from './steady-clock.ts'

const HOUR = 3_600_000

it('does not go back with the wall clock, but goes slower until that has caught up; it follows it forward', () => {
  let [wall, steady] = [1000, 0]
  const clock = createSteadyClock({ wall: () => wall, steady: () => steady })
  const pass = (ms: number) => {
    wall += ms
    steady += ms
    return clock.now()
  }
  expect(pass(1000)).toBe(2000)
  wall -= 1000
  expect(pass(0)).toBe(2000)
  expect(pass(1000)).toBe(2900)
  // nine tenths of ten seconds later the wall clock is ahead again
  expect(pass(9000)).toBe(11_000)
  expect(pass(1)).toBe(11_001)
  expect(pass(0.5)).toBe(11_001)
  wall += HOUR
  expect(pass(0)).toBe(11_001 + HOUR)
})

it('begins at its first use: what the wall clock said before that was by a clock that is not to be gone by', () => {
  let wall = HOUR
  const clock = createSteadyClock({ wall: () => wall, steady: () => 0 })
  wall = 0
  expect(clock.now()).toBe(0)
})

it('lets go off what has come due by a jump forward, and nothing that was called off', async () => {
  let off = 0
  const jumps: number[] = []
  const clock = createSteadyClock({ wall: () => Date.now() + off, watchMs: 20, onJump: (ms) => jumps.push(ms) })
  const rung: string[] = []
  clock.at(clock.now() + HOUR, () => rung.push('an hour'))
  clock.at(clock.now() + 3 * HOUR, () => rung.push('three hours'))
  const callOff = clock.at(clock.now() + HOUR, () => rung.push('called off'))
  callOff()
  off = 2 * HOUR
  await expect.poll(() => rung).toEqual(['an hour'])
  expect(jumps.map((ms) => Math.round(ms / HOUR))).toEqual([2])
  // put back again, what has a second to go has a second to go
  off = 0
  clock.at(clock.now() + 100, () => rung.push('soon'))
  await expect.poll(() => rung).toEqual(['an hour', 'soon'])
  expect(jumps).toHaveLength(1)
})
