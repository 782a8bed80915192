import { expect, it } from 'vitest'
import { eventLoopLag } from './event-loop-lag.ts'

it('eventLoopLag tells how late a loop is that is held up again and again', async () => {
  const lag = eventLoopLag()
  expect(lag()).toBe(0)
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
  for (let i = 0; i < 6; i++) {
    const until = performance.now() + 60
    while (performance.now() < until);
    await turn()
  }
  expect(lag()).toBeGreaterThan(30)
})
