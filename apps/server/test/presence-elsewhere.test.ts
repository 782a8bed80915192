import { expect, it } from 'vitest'
import type { Bus, BusMessage } from '../src/cluster/bus.ts'
import { LiveWorkflows } from '../src/live/live-workflows.ts'

/** Servers that hear what the others tell, as by PostgreSQL: later, and as text. */
function connected(count: number): readonly LiveWorkflows[] {
  const listeners: ((message: BusMessage | undefined) => void)[][] = Array.from({ length: count }, () => [])
  const bus = (me: number): Bus => ({
    tell: (message) => queueMicrotask(() => listeners.forEach((others, at) => at !== me && others.forEach((hear) => hear(JSON.parse(JSON.stringify(message)) as BusMessage)))),
    listen: (listener) => void listeners[me]?.push(listener),
    close: () => Promise.resolve(),
  })
  return Array.from({ length: count }, (_, me) => new LiveWorkflows(bus(me)))
}

it('pages on different servers see each other, in different colours, and the same on each server', async () => {
  const [one, two] = connected(2)
  if (!one || !two) throw new Error('there are no servers')
  one.join({ workflow: 'w', session: 'b' })
  const leave = two.join({ workflow: 'w', session: 'a', name: 'Ada' })
  two.join({ workflow: 'w', session: 'c' })
  const wanted = [
    { session: 'a', name: 'Ada', colour: 0 },
    { session: 'b', name: 'Guest 1', colour: 1 },
    { session: 'c', name: 'Guest 2', colour: expect.any(Number) },
  ]
  await expect.poll(() => one.people('w')).toEqual(wanted)
  expect(two.people('w')).toEqual(one.people('w'))
  expect(new Set(one.people('w').map(({ colour }) => colour)).size).toBe(3)
  // a sign of life reaches the server that the page is connected to, whichever gets it
  expect(one.tell({ workflow: 'w', session: 'a', name: 'Ada', step: 'charge' })).toBe(true)
  await expect.poll(() => one.people('w')[0]?.step).toBe('charge')
  expect(one.tell({ workflow: 'w', session: 'nobody' })).toBe(false)
  leave()
  await expect.poll(() => one.people('w').map(({ session }) => session)).toEqual(['b', 'c'])
})
