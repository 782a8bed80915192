import { expect, it } from 'vitest'
import { ProcessMemory } from './process-memory.ts'
import type { Question, Stop } from './question.ts'

/** Work like a step that runs until it is told to stop, and does not look before it listens. */
const untilStopped = (id: number): Question => ({ id, place: 'here', label: 'c', seq: 10, step: true, settle: () => undefined, work: (stop: Stop) => new Promise((resolve) => stop.addEventListener('abort', () => resolve('stopped'))) })

it('tells work to stop that has begun', async () => {
  const memory = new ProcessMemory()
  const answer = memory.work(0, untilStopped(1))
  memory.stop(0, untilStopped(1))
  expect(await answer).toEqual({ value: 'stopped' })
})

it('tells work to stop that begins only after it was no longer wanted', async () => {
  const memory = new ProcessMemory()
  memory.stop(0, untilStopped(1))
  expect(await memory.work(0, untilStopped(1))).toEqual({ value: 'stopped' })
})

it('tells nobody else: not the same number in another part, nor a question whose answer is journaled', async () => {
  const memory = new ProcessMemory()
  memory.stop(0, untilStopped(1))
  memory.stop(0, untilStopped(2))
  memory.forget(0, 2)
  const others = [memory.work(7, untilStopped(1)), memory.work(0, untilStopped(2))]
  let stopped = 0
  for (const other of others) void other.then(() => stopped++)
  await memory.work(0, untilStopped(1))
  expect(stopped).toBe(0)
})

it('tells all work to stop when it is dropped, and takes what that comes to for no answer', async () => {
  const memory = new ProcessMemory()
  let stopped = false
  const answer = memory.work(0, { ...untilStopped(1), work: (stop: Stop) => new Promise((resolve) => stop.addEventListener('abort', () => resolve((stopped = true)))) })
  memory.drop()
  const outcome = await Promise.race([answer, new Promise((resolve) => setTimeout(() => resolve('no answer'), 50))])
  expect([stopped, outcome]).toEqual([true, 'no answer'])
})

it('lets what is under way end before it closes, and does not wait for what only waits its turn at a gate', async () => {
  const memory = new ProcessMemory()
  const never = new Promise(() => undefined)
  void memory.work(0, { ...untilStopped(1), step: false, waits: true, work: () => never })
  const step = memory.work(0, untilStopped(2)).then(() => memory.forget(0, 2))
  let closed = false
  const closing = memory.close().then(() => (closed = true))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(closed).toBe(false)
  memory.stop(0, untilStopped(2))
  await step
  await closing
})
