import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { startServerProcess, type ServerProcess } from '../server-process.ts'
import { startWorkerProcess, type WorkerProcess } from '../worker-process.ts'

const RUNS = 12
const STEPS = 5
const STEP_MS = 150

let dir: string
let env: NodeJS.ProcessEnv
let restate: RestateServer
let server: ServerProcess
const workers: WorkerProcess[] = []
/** How often the world was asked for an effect, by idempotency key. */
const asked = new Map<string, number>()
/** While it is set, nothing is answered. */
let held: Promise<void> | undefined
const world = createServer((request, response) => {
  const key = String(request.headers['idempotency-key'])
  asked.set(key, (asked.get(key) ?? 0) + 1)
  const answer = () => setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'), STEP_MS)
  void (held ?? Promise.resolve()).then(answer)
})

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'eddy-distributed-'))
  await new Promise<void>((resolve) => world.listen(0, '127.0.0.1', resolve))
  restate = await startRestate({ dataDir: join(dir, 'restate') })
  const [endpoint, gateway] = await freePorts(2)
  env = {
    EDDY_DATA: join(dir, 'data'), EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl,
    EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}`, EDDY_ALLOWED_HOSTS: worldHost(),
  }
  server = await startServerProcess(env)
  for (let i = 0; i < 2; i++) workers.push(await startWorkerProcess(env))
})
afterAll(async () => {
  await Promise.all([...workers, server].map((one) => one?.stop('SIGKILL')))
  await restate?.stop('SIGKILL')
  await new Promise((resolve) => world.close(resolve))
  rmSync(dir, { recursive: true, force: true })
})

/** Until every run of the load has an effect in flight, or had one. */
async function underWay(runIds: readonly string[]): Promise<void> {
  await expect.poll(() => runIds.filter((runId) => asked.has(`${runId}/s0/1`)).length, { interval: 10 }).toBe(RUNS)
}

const worldHost = () => `127.0.0.1:${(world.address() as AddressInfo).port}`

/** A load of runs, each a chain of effects that may be repeated. */
async function load(): Promise<readonly string[]> {
  const steps = Array.from({ length: STEPS }, (_, index) => ({ name: `s${index}`, kind: 'http.request', onInterrupt: 'retry', config: { method: 'POST', url: `http://${worldHost()}/` }, ...(index > 0 ? { waitFor: [`s${index - 1}`] } : {}) }))
  const workflow = await server.api.workflow.create.mutate({ document: { eddy: 1, name: 'load', steps } as never })
  return Promise.all(Array.from({ length: RUNS }, async () => (await server.api.run.start.mutate({ workflowId: workflow.id, input: {} })).runId))
}

const events = async (runId: string) => (await server.api.run.log.query({ runId })).events

/** Nothing lost, nothing doubled: every run succeeds, its log has no gap, each step succeeds once, and the world was asked no oftener than the log says. */
async function account(runIds: readonly string[]): Promise<number> {
  let interrupted = 0
  for (const runId of runIds) {
    await expect.poll(async () => (await server.api.run.get.query({ runId })).status, { timeout: 60_000, interval: 100 }).toBe('succeeded')
    const log = await events(runId)
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1))
    for (let index = 0; index < STEPS; index++) {
      const of = (type: string) => log.filter((event) => event.type === type && event.step === `s${index}`).length
      expect(of('step.succeeded')).toBe(1)
      expect(of('step.started')).toBe(1 + of('step.interrupted'))
      expect(asked.get(`${runId}/s${index}/1`) ?? 0).toBeLessThanOrEqual(of('step.started'))
      interrupted += of('step.interrupted')
    }
  }
  return interrupted
}

it('takes over the steps of a worker that is killed', async () => {
  let release = () => {}
  held = new Promise((resolve) => (release = resolve))
  const runIds = await load()
  await underWay(runIds)
  const killedAt = Date.now()
  await workers.shift()?.stop('SIGKILL')
  held = undefined
  release()
  const interrupted = await account(runIds)
  expect(interrupted).toBeGreaterThan(0)
  const taken = (await Promise.all(runIds.map(events))).flat().flatMap((event) => (event.type === 'step.interrupted' ? [event.at - killedAt] : []))
  console.log(`a killed worker had ${interrupted} of the first ${RUNS} steps in hand; the other took over the last of them after ${Math.max(...taken)} ms`)
})

it('lets a worker that is stopped end what it has in hand', async () => {
  const third = await startWorkerProcess(env)
  const runIds = await load()
  await underWay(runIds)
  expect(await third.stop('SIGTERM')).toBe(0)
  expect(await account(runIds)).toBe(0)
})

it('goes on when the server, where runs are driven and events are stored, is killed', async () => {
  const runIds = await load()
  await underWay(runIds)
  await server.stop('SIGKILL')
  server = await startServerProcess(env)
  const startedAt = performance.now()
  await account(runIds)
  console.log(`after the server was killed all of ${RUNS} runs were at their end ${Math.round(performance.now() - startedAt)} ms after it was back`)
})

it('goes on when Restate is killed', async () => {
  const runIds = await load()
  await underWay(runIds)
  await restate.stop('SIGKILL')
  await sleep(STEP_MS * 2)
  restate = await startRestate(restate.options)
  const startedAt = performance.now()
  await account(runIds)
  console.log(`after Restate was killed all of ${RUNS} runs were at their end ${Math.round(performance.now() - startedAt)} ms after it was back`)
})
