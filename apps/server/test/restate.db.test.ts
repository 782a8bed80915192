import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventSource } from 'eventsource'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { startServerProcess, type ServerProcess } from './server-process.ts'

let dir: string
let restate: RestateServer
let server: ServerProcess

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-distributed-'))
  restate = await startRestate({ dataDir: join(dir, 'restate') })
  server = await startServerProcess({ EDDY_DATA: join(dir, 'data'), EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl, EDDY_ENDPOINT_PORT: '0', EDDY_GATEWAY_PORT: '0' })
})
afterAll(async () => {
  await server?.stop('SIGKILL')
  await restate?.stop('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

const settled = async (runId: string, status: string) => {
  await expect.poll(async () => (await server.api.run.get.query({ runId })).status, { interval: 50 }).toBe(status)
  return server.api.run.get.query({ runId })
}
const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const start = async (steps: readonly object[], more: object = {}, input: object = {}) => {
  const workflow = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'test', steps, ...more } as never })
  return { workflow, ...(await server.api.run.start.mutate({ workflowId: workflow.id, input })) }
}
const handlers = [code('release', 'return 1')]

describe('a server whose runs are in the hands of Restate', () => {
  it('runs a workflow, and pages watch it as ever', async () => {
    const { runId } = await start([code('a', 'return args.n + 1', { arguments: [{ name: 'n', from: { input: 'n' } }] }), { name: 'b', kind: 'expression', config: { value: 'x * 2' }, arguments: [{ name: 'x', from: { result: 'a' } }] }], { inputs: [{ name: 'n' }] }, { n: 20 })
    const seen: { readonly seq: number; readonly type: string }[] = []
    const source = new EventSource(`${server.url}/runs/${runId}/events?after=0`)
    source.addEventListener('message', ({ data }) => seen.push(...(JSON.parse(String(data)) as typeof seen)))
    const run = await settled(runId, 'succeeded')
    await expect.poll(() => seen.at(-1)?.type).toBe('run.succeeded')
    source.close()
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1))
    expect(seen.map(({ type }) => type)).toEqual(['run.started', 'step.ready', 'step.started', 'step.succeeded', 'step.ready', 'step.started', 'step.succeeded', 'run.succeeded'])
    expect(run).toMatchObject({ value: 42, lastSeq: seen.length })
  })
})
