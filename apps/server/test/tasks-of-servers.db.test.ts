// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimedTask } from '../src/task/task-record.ts'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: how several servers give tasks away is not tested.')

describe.skipIf(programs === undefined)('tasks of several servers on one PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-tasks-'))
  const running: ServerProcess[] = []
  let postgres: Postgres
  let url = ''

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    url = await postgres.database()
    for (let n = 0; n < 2; n++) running.push(await startServerProcess({ DATABASE_URL: url, EDDY_DATA: join(dir, 'data'), EDDY_LEASE_MS: '3000' }))
  }, 240_000)
  afterAll(async () => {
    for (const server of running) server.child.kill('SIGKILL')
    await postgres.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const [first, second] = [() => running[0] as ServerProcess, () => running[1] as ServerProcess]
  const post = async (server: ServerProcess, path: string, body: object) => {
    const response = await fetch(`${server.url}/api/v1/tasks${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { readonly [key: string]: unknown } }
  }
  const claim = async (server: ServerProcess, queue: string, waitSeconds = 20) => (await post(server, '/claim', { queues: [queue], worker: 'ada', waitSeconds })).body['task'] as ClaimedTask | null
  let names = 0
  const start = async ({ api }: ServerProcess, queue: string, count: number) => {
    const { id } = await api.workflow.create.mutate({ document: { eddy: 1, name: `shared_${++names}`, steps: [{ name: 'each', kind: 'map', config: { concurrency: count }, arguments: [{ name: 'source', from: { value: Array.from({ length: count }, (_, index) => index) } }], steps: [{ name: 'work', kind: 'agent.task', config: { queue, lease: 'PT60S' }, arguments: [{ name: 'n', from: { element: 'each' } }] }] }] } as never })
    return (await api.run.start.mutate({ workflowId: id, input: {} })).runId
  }
  const reaches = (server: ServerProcess, runId: string, status: string) => expect.poll(async () => (await server.api.run.get.query({ runId })).status, { timeout: 100_000, interval: 50 }).toBe(status)

  it('workers ask either server, and each task has exactly one', async () => {
    const count = 40
    const waiting = claim(second(), 'race')
    const runId = await start(first(), 'race', count)
    const seen: string[] = []
    const work = async (server: ServerProcess, task: ClaimedTask) => {
      seen.push(task.step)
      expect((await post(server, `/${task.taskId}/complete`, { fence: task.fence, value: task.payload })).status).toBe(200)
    }
    const early = await waiting
    if (early) await work(second(), early)
    await Promise.all(
      [first(), second(), first(), second(), first(), second()].map(async (server) => {
        for (let task = await claim(server, 'race', 2); task; task = await claim(server, 'race', 2)) await work(server, task)
      }),
    )
    expect([...seen].sort()).toEqual([...new Set(seen)].sort())
    expect(seen).toHaveLength(count)
    await reaches(second(), runId, 'succeeded')
  }, 120_000)

  it('a task outlives the server that gave it away: the other keeps the claim, and takes its result', async () => {
    const runId = await start(first(), 'killed', 1)
    const task = await claim(first(), 'killed')
    if (!task) throw new Error('no task came')
    await first().stop('SIGKILL')
    await expect.poll(async () => (await post(second(), `/${task.taskId}/heartbeat`, { fence: task.fence })).status, { timeout: 60_000, interval: 200 }).toBe(200)
    expect(await claim(second(), 'killed', 0)).toBeNull()
    await post(second(), `/${task.taskId}/complete`, { fence: task.fence, value: 'done' })
    await reaches(second(), runId, 'succeeded')
    const { events } = await second().api.run.log.query({ runId })
    expect(events.map(({ type }) => type)).not.toContain('step.interrupted')
  }, 120_000)
})
