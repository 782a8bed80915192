import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answered as data, createClient, followRun, GiveBack, TaskFailure, work, type EddyClient, type Task } from '../src/index.ts'
import { openTestServer, type TestServer } from './server.ts'

let server: TestServer
let eddy: EddyClient
beforeAll(async () => {
  server = await openTestServer()
  eddy = createClient({ url: server.url, retries: 8 })
}, 240_000)
afterAll(() => server.stop())

let names = 0
const start = async (queue: string, more: object = {}, config: object = {}) => {
  const steps = [{ name: 'print', kind: 'agent.task', config: { queue, lease: 'PT0.6S', ...config }, arguments: [{ name: 'page', from: { value: 7 } }], ...more }]
  const { id } = await data(eddy.POST('/workflows', { body: { document: { eddy: 1, name: `work_${++names}`, steps } as never } }))
  return (await data(eddy.POST('/runs', { body: { workflowId: id, input: {} } }))).runId
}
const run = (runId: string) => data(eddy.GET('/runs/{runId}', { params: { path: { runId } } }))
const ended = async (runId: string) => {
  const types: string[] = []
  for await (const { type } of followRun(eddy, runId)) types.push(type)
  return { types, run: await run(runId) }
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a worker', { timeout: 120_000 }, () => {
  it('in ten lines: claims, keeps what takes longer than its lease, completes, and stops on a signal', async () => {
    const stop = new AbortController()
    const seen: Task[] = []
    const working = work(eddy, {
      queues: ['print', 'scan'],
      worker: 'printer-2',
      signal: stop.signal,
      handler: async (task, context) => {
        seen.push(task)
        context.progress({ page: 1 })
        await sleep(1500)
        return { pages: 2, payload: task.payload }
      },
    })
    const runId = await start('print')
    const { types, run: done } = await ended(runId)
    expect(done).toMatchObject({ status: 'succeeded', value: { pages: 2, payload: { page: 7 } } })
    expect(types.filter((type) => type === 'task.heartbeat').length).toBeGreaterThanOrEqual(3)
    expect(types).not.toContain('task.released')
    expect(seen).toMatchObject([{ runId, worker: 'printer-2' }])
    stop.abort()
    await working
  })

  it('ends what it has in hand when it is stopped', async () => {
    const stop = new AbortController()
    const runId = await start('ends')
    await work(eddy, {
      queues: ['ends'],
      signal: stop.signal,
      handler: async () => {
        stop.abort()
        await sleep(300)
        return 'done'
      },
    })
    expect((await ended(runId)).run).toMatchObject({ status: 'succeeded', value: 'done' })
  })

  it('tells failures as they are, gives back what it has not begun, and fails a result that does not fit', async () => {
    const failing = await start('fails', { retry: { max: 3 } })
    await work(eddy, { queues: ['fails'], idleSeconds: 1, handler: () => { throw new TaskFailure('the paper jammed', { code: 'JAM', retryable: false, details: { tray: 2 } }) } })
    expect((await ended(failing)).run).toMatchObject({ status: 'rolled_back', error: { code: 'JAM', message: 'the paper jammed', details: { tray: 2 } } })
    const unfit = await start('unfit', {}, { resultSchema: { type: 'number' } })
    await work(eddy, { queues: ['unfit'], idleSeconds: 1, handler: () => 'three' })
    expect((await ended(unfit)).run).toMatchObject({ status: 'rolled_back', error: { code: 'RESULT_UNFIT' } })
    const back = await start('back')
    let tries = 0
    await work(eddy, { queues: ['back'], idleSeconds: 1, handler: () => { if (++tries === 1) throw new GiveBack('no paper'); return tries } })
    const { run: done, types } = await ended(back)
    expect(done).toMatchObject({ status: 'succeeded', value: 2 })
    expect(types).toContain('task.released')
  })

  it('is told to stop when the run no longer wants its task', async () => {
    const runId = await start('cancelled', {}, { lease: 'PT1S' })
    let told = false
    const working = work(eddy, {
      queues: ['cancelled'],
      idleSeconds: 1,
      onTrouble: () => undefined,
      handler: async (_task, { signal }) => {
        await data(eddy.POST('/runs/{runId}/cancel', { params: { path: { runId } }, body: {} }))
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        told = true
        throw new GiveBack('stopped in time')
      },
    })
    await working
    expect(told).toBe(true)
    expect((await ended(runId)).run).toMatchObject({ status: 'cancelled' })
  })

  it('goes on over a restart of the server with the task in hand', async () => {
    const runId = await start('restarted', {}, { lease: 'PT30S' })
    await work(eddy, {
      queues: ['restarted'],
      idleSeconds: 2,
      onTrouble: () => undefined,
      handler: async () => {
        await server.restart('SIGKILL')
        return 'done'
      },
    })
    expect((await ended(runId)).run).toMatchObject({ status: 'succeeded', value: 'done' })
  })

  it('is refused with a sentence where it may not work', async () => {
    const stranger = createClient({ url: server.url, token: 'eddy_nobody', retries: 0 })
    await expect(work(stranger, { queues: ['x'], handler: () => null })).rejects.toThrow('There is no such token.')
  })
})
