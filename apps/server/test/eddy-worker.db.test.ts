import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServerProcess, type ServerProcess } from './server-process.ts'
import { startWorkerProcess, type WorkerProcess } from './worker-process.ts'

const EDDY = fileURLToPath(new URL('../../../packages/cli/bin/eddy.mjs', import.meta.url))

let dir: string
let gateway: number
let restate: RestateServer
let server: ServerProcess
let worker: WorkerProcess | undefined
let asked = 0
const world = createServer((_request, response) => {
  asked++
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"from":"outside"}')
})

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-worker-command-'))
  await new Promise<void>((resolve) => world.listen(0, '127.0.0.1', resolve))
  restate = await startRestate({ dataDir: join(dir, 'restate') })
  const [endpoint = 0, free = 0] = await freePorts(2)
  gateway = free
  server = await startServerProcess({
    EDDY_DATA: join(dir, 'data'), EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl,
    EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_ALLOWED_HOSTS: worldHost(),
  })
})
afterAll(async () => {
  await worker?.stop('SIGKILL')
  await server.stop('SIGKILL')
  await restate?.stop('SIGKILL')
  await new Promise((resolve) => world.close(resolve))
  rmSync(dir, { recursive: true, force: true })
})

const worldHost = () => `127.0.0.1:${(world.address() as AddressInfo).port}`

it('eddy worker takes the steps of the server that it is told, and ends well when it is asked to', async () => {
  const document = { eddy: 1, name: 'fetched', steps: [{ name: 'fetch', kind: 'http.request', config: { url: `http://${worldHost()}/` } }] }
  const { id } = await server.api.workflow.create.mutate({ document: document as never })
  const { runId } = await server.api.run.start.mutate({ workflowId: id, input: {} })
  // nobody is there yet who could carry it out
  await expect.poll(async () => (await server.api.run.log.query({ runId })).events.map(({ type }) => type)).toContain('step.started')
  expect(asked).toBe(0)

  worker = await startWorkerProcess({}, [EDDY, 'worker', '--gateway', `http://127.0.0.1:${gateway}`])
  await expect.poll(async () => (await server.api.run.get.query({ runId })).status, { interval: 100 }).toBe('succeeded')
  expect(asked).toBe(1)

  expect(await worker.stop('SIGTERM')).toBe(0)
  expect(worker.output()).toContain(`takes steps from http://127.0.0.1:${gateway}`)
})
