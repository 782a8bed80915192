import { afterAll, expect, it } from 'vitest'
import { WorkerPool } from './worker-call.ts'

/** Answers with the number it is told and a count of its own calls; runs forever, ends or fails when told so. */
const SCRIPT = `
  import { parentPort } from 'node:worker_threads'
  let calls = 0
  parentPort.on('message', ({ number, how }) => {
    if (how === 'hang') for (;;);
    if (how === 'exit') process.exit(3)
    if (how === 'throw') throw new Error('broken')
    parentPort.postMessage({ answer: [number, ++calls, Object.keys(process.env).length] })
  })
`
type Answer = readonly number[] | string
const pool = new WorkerPool<Answer>(new URL(`data:text/javascript,${encodeURIComponent(SCRIPT)}`), 1)
afterAll(() => pool.close())

const call = (message: object, more: { readonly limitMs?: number; readonly signal?: AbortSignal } = {}) =>
  pool.call({ message, limitMs: 5_000, onLimit: () => 'limit', onAbort: () => 'abort', onCrash: (reason) => reason, ...more })

it('keeps a worker for the next call, in order, without this environment', async () => {
  expect(await Promise.all([1, 2, 3].map((number) => call({ number })))).toEqual([[1, 1, 0], [2, 2, 0], [3, 3, 0]])
})

it('replaces a worker that overruns, ends or fails', async () => {
  expect(await Promise.all([call({ how: 'hang' }, { limitMs: 50 }), call({ number: 4 })])).toEqual(['limit', [4, 1, 0]])
  expect(await Promise.all([call({ how: 'throw' }), call({ number: 5 })])).toEqual(['broken', [5, 1, 0]])
  expect(await Promise.all([call({ how: 'exit' }), call({ number: 6 })])).toEqual(['its thread ended', [6, 1, 0]])
})

it('gives up calls that nobody wants, at work or waiting', async () => {
  const controller = new AbortController()
  const calls = [call({ how: 'hang' }, { signal: controller.signal }), call({ number: 7 }, { signal: controller.signal }), call({ number: 8 })]
  setTimeout(() => controller.abort(), 50)
  expect(await Promise.all(calls)).toEqual(['abort', 'abort', [8, 1, 0]])
  expect(await call({ number: 9 }, { signal: controller.signal })).toBe('abort')
})

it('says what cannot be handed over', async () => {
  expect(await call({ number: () => 1 })).toMatch(/handed over/)
  expect(await call({ number: 10 })).toEqual([10, 2, 0])
})

it('answers everything when it is closed', async () => {
  const calls = [call({ how: 'hang' }), call({ number: 1 })]
  await new Promise((resolve) => setTimeout(resolve, 50))
  await pool.close()
  expect(await Promise.all(calls)).toEqual(['its thread ended', 'it was closed'])
  expect(await call({ number: 1 })).toBe('it is closed')
})
