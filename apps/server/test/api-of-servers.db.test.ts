import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventSource } from 'eventsource'
import { postgresPrograms, startPostgres, type Postgres } from './postgres.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const programs = postgresPrograms()
if (programs === undefined) console.warn('No PostgreSQL is installed here: the HTTP API of several servers is not tested.')

interface Answer {
  readonly status: number
  readonly replayed: boolean
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the API answers
  readonly body: any
}

describe.skipIf(programs === undefined)('the HTTP API of two servers on one PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-api-servers-'))
  let postgres: Postgres
  let first: ServerProcess
  let second: ServerProcess
  let workflowId: string

  beforeAll(async () => {
    postgres = await startPostgres(programs ?? '')
    const env = { DATABASE_URL: await postgres.database(), EDDY_DATA: join(dir, 'data') }
    first = await startServerProcess(env)
    second = await startServerProcess(env)
    const steps = [{ name: 'before', kind: 'code', config: { source: 'return 1' } }, { name: 'paid', kind: 'wait.signal', waitFor: ['before'], config: { name: 'paid' } }]
    workflowId = (await ask(first, 'POST', '/workflows', { document: { eddy: 1, name: 'waits', steps } })).body.id
  }, 120_000)
  afterAll(async () => {
    for (const server of [first, second]) server?.child.kill('SIGKILL')
    await postgres?.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const ask = async ({ url }: ServerProcess, method: string, path: string, body?: object, key?: string): Promise<Answer> => {
    const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }) }
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    return { status: answer.status, replayed: answer.headers.get('idempotent-replayed') === 'true', body: text === '' ? null : JSON.parse(text) }
  }
  const startOn = async (server: ServerProcess): Promise<string> => (await ask(server, 'POST', '/runs', { workflowId, input: {} })).body.runId
  /** The types of a run's events, as the server tells them. */
  const watch = ({ url }: ServerProcess, runId: string) => {
    const seen: { readonly seq: number; readonly type: string }[] = []
    const stream = new EventSource(`${url}/api/v1/runs/${runId}/events`)
    stream.addEventListener('event', ({ data }) => seen.push(JSON.parse(String(data))))
    return { types: () => seen.map(({ type }) => type), seqs: () => seen.map(({ seq }) => seq), close: () => stream.close() }
  }
  const statusOn = async (server: ServerProcess, runId: string) => (await ask(server, 'GET', `/runs/${runId}`)).body.status

  it('a run that was started on one is watched and signalled on the other, each event once', async () => {
    const runId = await startOn(first)
    const watched = watch(second, runId)
    await expect.poll(watched.types).toContain('signal.awaited')
    expect(await ask(second, 'POST', `/runs/${runId}/signals`, { name: 'paid', payload: { amount: 40 } })).toMatchObject({ status: 200, body: { delivered: true } })
    await expect.poll(watched.types).toContain('run.succeeded')
    expect(watched.seqs()).toEqual(watched.seqs().map((_, at) => at + 1))
    watched.close()
    for (const server of [first, second]) await expect.poll(() => ask(server, 'GET', `/runs/${runId}`)).toMatchObject({ status: 200, body: { status: 'succeeded', value: { amount: 40 } } })
    expect((await ask(second, 'GET', `/runs/${runId}/log`)).body.events).toEqual((await ask(first, 'GET', `/runs/${runId}/log`)).body.events)
  })

  it('a run that was started on one is cancelled on the other, and a second cancel is refused by either', async () => {
    const runId = await startOn(first)
    const watched = watch(second, runId)
    await expect.poll(watched.types).toContain('signal.awaited')
    expect((await ask(second, 'POST', `/runs/${runId}/cancel`, {})).status).toBe(200)
    await expect.poll(watched.types).toContain('run.cancelled')
    watched.close()
    for (const server of [first, second]) await expect.poll(() => statusOn(server, runId)).toMatch(/^(rolled_back|cancelled)$/)
    for (const server of [first, second]) expect(await ask(server, 'POST', `/runs/${runId}/cancel`, {})).toMatchObject({ status: 409, body: { code: 'RUN_OVER' } })
  })

  it('a start with one key on both is one run', async () => {
    const key = randomUUID()
    const start = (server: ServerProcess) => ask(server, 'POST', '/runs', { workflowId, input: {} }, key)
    const made = await start(first)
    const again = await start(second)
    expect([made.status, again.status, again.replayed]).toEqual([201, 201, true])
    expect(again.body.runId).toBe(made.body.runId)
    expect((await ask(second, 'POST', '/runs', { workflowId, input: {}, wave: true }, key)).body.code).toBe('KEY_USED')
    await ask(second, 'POST', `/runs/${made.body.runId}/cancel`, {})
  })

  it('when the one that has a run in hand leaves, the other is asked and the run goes on there', async () => {
    const runId = await startOn(first)
    await expect.poll(async () => (await ask(second, 'GET', `/runs/${runId}`)).body.lastSeq).toBeGreaterThan(4)
    const watched = watch(second, runId)
    expect(await first.stop('SIGTERM')).toBe(0)
    await expect.poll(async () => (await ask(second, 'POST', `/runs/${runId}/signals`, { name: 'paid', payload: 1 })).status).toBe(200)
    await expect.poll(() => statusOn(second, runId)).toBe('succeeded')
    await expect.poll(watched.types).toContain('run.succeeded')
    watched.close()
    expect(await second.stop('SIGTERM')).toBe(0)
  })
})
