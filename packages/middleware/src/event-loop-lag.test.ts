import { expect, it } from 'vitest'
import { eventLoopLag } from './event-loop-lag.ts'

it('eventLoopLag tells how long the loop was held up, and begins anew when it has told', async () => {
  const lag = eventLoopLag()
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await wait(30)
  lag()
  const until = performance.now() + 150
  while (performance.now() < until);
  await wait(15)
  expect(lag()).toBeGreaterThan(80)
  await wait(60)
  expect(lag()).toBeLessThan(80)
})
