// @module-tag once
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, startRestate, type RestateServer } from '@eddy/distributed/restate-server'
import { LockedWorld } from './locked-world.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

describe.each(['embedded', 'restate'] as const)('locks of one server on its own database, with the engine %s', (engine) => {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-gates-restart-'))
  const world = new LockedWorld()
  let restate: RestateServer | undefined
  let server: ServerProcess
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    await world.open()
    env = { EDDY_DATA: join(dir, 'data'), EDDY_ALLOWED_HOSTS: world.host }
    if (engine === 'restate') {
      const [endpoint, gateway] = await freePorts(2)
      restate = await startRestate({ dataDir: join(dir, 'restate') })
      env = { ...env, EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: restate.ingressUrl, EDDY_RESTATE_ADMIN_URL: restate.adminUrl, EDDY_ENDPOINT_PORT: String(endpoint), EDDY_GATEWAY_PORT: String(gateway) }
    }
    server = await startServerProcess(env)
  }, 240_000)
  afterAll(async () => {
    await server?.stop('SIGKILL')
    await restate?.stop('SIGKILL')
    await world.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const create = async (room: string, between: object) => {
    const [goIn, goOut] = world.steps(room)
    const steps = [goIn, { name: 'between', waitFor: ['in'], ...between }, { ...goOut, waitFor: ['between'] }]
    return (await server.api.workflow.create.mutate({ document: { eddy: 1, name: room, steps: [{ name: 'w', kind: 'lock', config: { name: room }, steps }] } as never })).id
  }
  const start = async (workflowId: string) => (await server.api.run.start.mutate({ workflowId, input: {} })).runId
  const becomes = (runId: string, status: string) => expect.poll(async () => (await server.api.run.get.query({ runId })).status, { interval: 50, timeout: 60_000 }).toBe(status)
  const restart = async (signal: 'SIGTERM' | 'SIGKILL') => {
    await server.stop(signal)
    server = await startServerProcess(env)
  }

  it.each(['SIGTERM', 'SIGKILL'] as const)('C6 %s and another start: one run is inside at a time, and those in line go on waiting', async (signal) => {
    const room = `until_${signal.toLowerCase()}`
    const workflowId = await create(room, { kind: 'wait.timer', config: { duration: 'PT0.02S' } })
    const runIds = await Promise.all(Array.from({ length: 30 }, () => start(workflowId)))
    await expect.poll(() => world.came(room).length).toBeGreaterThan(3)
    await restart(signal)
    for (const runId of runIds) await becomes(runId, 'succeeded')
    expect(world.came(room).map((one) => one.run).sort()).toEqual([...runIds].sort())
    expect(world.most(room)).toBe(1)
  }, 240_000)

  it('C6 a halted run stays inside, also when the server is started again', async () => {
    const workflowId = await create('halted', { kind: 'wait.signal', config: { name: 'go' } })
    const held = await start(workflowId)
    await expect.poll(() => world.inside('halted')).toEqual([held])
    await expect.poll(async () => (await server.api.run.log.query({ runId: held })).events.at(-1)?.type).toBe('signal.awaited')
    await server.api.run.halt.mutate({ runId: held })
    await becomes(held, 'halted')
    await restart('SIGTERM')
    const waiting = await start(workflowId)
    await expect.poll(async () => (await server.api.run.log.query({ runId: waiting })).events.find(({ type }) => type === 'gate.awaited')?.data).toMatchObject({ heldBy: `${held}/w` })
    expect(world.inside('halted')).toEqual([held])
    await server.api.run.resume.mutate({ runId: held })
    await becomes(held, 'running')
    for (const runId of [held, waiting]) {
      await expect.poll(() => world.inside('halted'), { timeout: 20_000 }).toEqual([runId])
      await expect.poll(() => server.api.run.signal.mutate({ runId, name: 'go', payload: null }).catch(() => undefined), { timeout: 20_000 }).toEqual({ delivered: true })
      await becomes(runId, 'succeeded')
    }
    expect(world.most('halted')).toBe(1)
  }, 240_000)
})
