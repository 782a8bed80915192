// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts'
import { EffectsLoad, eventsOf, STEP_MS } from './effects-load.ts'

let dir: string
let env: NodeJS.ProcessEnv
let restate: RestateServer
let server: ServerProcess
const workers: WorkerProcess[] = []
const load = new EffectsLoad()

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-distributed-'))
  await load.open()
  restate = await startRestate({ dataDir: join(dir, 'restate') })
  const [endpoint, gateway] = await freePorts(2)
  env = {
    EDDY_DATA: join(dir, 'data'), EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl,
    EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}`, EDDY_ALLOWED_HOSTS: load.host,
  }
  server = await startServerProcess(env)
  for (let i = 0; i < 2; i++) workers.push(await startWorkerProcess(env))
})
afterAll(async () => {
  await Promise.all([...workers, server].map((one) => one?.stop('SIGKILL')))
  await restate?.stop('SIGKILL')
  await load.close()
  rmSync(dir, { recursive: true, force: true })
})

it('takes over the steps of a worker that is killed', async () => {
  const release = load.hold()
  const runIds = await load.start(server)
  await load.underWay(runIds)
  const killedAt = Date.now()
  await workers.shift()?.stop('SIGKILL')
  release()
  const interrupted = await load.account(server, runIds)
  expect(interrupted).toBeGreaterThan(0)
  const taken = (await Promise.all(runIds.map((runId) => eventsOf(server, runId)))).flat().flatMap((event) => (event.type === 'step.interrupted' ? [event.at - killedAt] : []))
  console.log(`a killed worker had ${interrupted} of the first ${load.runs} steps in hand; the other took over the last of them after ${Math.max(...taken)} ms`)
})

it('lets a worker that is stopped end what it has in hand', async () => {
  const third = await startWorkerProcess(env)
  const runIds = await load.start(server)
  await load.underWay(runIds)
  expect(await third.stop('SIGTERM')).toBe(0)
  expect(await load.account(server, runIds)).toBe(0)
})

it('goes on when the server, where runs are driven and events are stored, is killed', async () => {
  const runIds = await load.start(server)
  await load.underWay(runIds)
  await server.stop('SIGKILL')
  server = await startServerProcess(env)
  const startedAt = performance.now()
  await load.account(server, runIds)
  console.log(`after the server was killed all of ${load.runs} runs were at their end ${Math.round(performance.now() - startedAt)} ms after it was back`)
})

it('goes on when Restate is killed', async () => {
  const runIds = await load.start(server)
  await load.underWay(runIds)
  await restate.stop('SIGKILL')
  await sleep(STEP_MS * 2)
  restate = await startRestate(restate.options)
  const startedAt = performance.now()
  await load.account(server, runIds)
  console.log(`after Restate was killed all of ${load.runs} runs were at their end ${Math.round(performance.now() - startedAt)} ms after it was back`)
})
