import { afterEach, expect, it, vi } from 'vitest'
import type { Bus, BusMessage } from '../src/cluster/bus.ts'
import { LiveWorkflows } from '../src/live/live-workflows.ts'

afterEach(() => void vi.useRealTimers())

/** Servers that hear what the others tell, as by PostgreSQL: later, and as text. Those in `killed` say nothing more. */
function connected(count: number, killed: ReadonlySet<number> = new Set()): readonly LiveWorkflows[] {
  const listeners: ((message: BusMessage | undefined) => void)[][] = Array.from({ length: count }, () => [])
  const bus = (me: number): Bus => ({
    tell: (message) => queueMicrotask(() => killed.has(me) || listeners.forEach((others, at) => at !== me && others.forEach((hear) => hear(JSON.parse(JSON.stringify(message)) as BusMessage)))),
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

it('a page whose server was killed is gone for the others, who are told of it', async () => {
  vi.useFakeTimers()
  const killed = new Set<number>()
  const [one, two] = connected(2, killed)
  if (!one || !two) throw new Error('there are no servers')
  one.join({ workflow: 'w', session: 'a', name: 'Ada' })
  two.join({ workflow: 'w', session: 'g', name: 'Grace' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(one.people('w').map(({ name }) => name)).toEqual(['Ada', 'Grace'])
  killed.add(1)
  const messages = one.listen('w', new AbortController().signal)
  const told = messages.next()
  await vi.advanceTimersByTimeAsync(25_000)
  expect((await told).at(-1)?.people?.map(({ name }) => name)).toEqual(['Ada'])
})
